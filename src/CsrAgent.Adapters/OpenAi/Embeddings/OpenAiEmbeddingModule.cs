using CsrAgent.Embeddings;
using CsrAgent.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.OpenAi.Embeddings;

/// <summary>Sentence vectors from an OpenAI-compatible server, where EMBEDDINGS is http.</summary>
public sealed class OpenAiEmbeddingModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(OpenAiEmbeddingOptions)];

    public Type? Provides => typeof(IEmbeddingGenerator<string, Embedding<float>>);

    public bool IsOn(ISettingValues settings) => settings.Read<EmbeddingOptions>().Provider == EmbeddingProvider.Http;

    public void AddServices(IServiceCollection services, ServerRoles roles)
    {
        services.AddSettings<OpenAiEmbeddingOptions>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<OpenAiEmbeddingOptions>, OpenAiEmbeddingOptionsValidator>()
        );
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider =>
            OpenAiEmbeddingGenerator.Create(provider.GetRequiredService<IOptions<OpenAiEmbeddingOptions>>().Value)
        );
    }
}
