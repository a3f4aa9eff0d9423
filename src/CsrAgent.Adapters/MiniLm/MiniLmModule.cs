using CsrAgent.Embeddings;
using CsrAgent.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>The sentence model that ships with the server, where EMBEDDINGS is local.</summary>
public sealed class MiniLmModule : IAgentModule
{
    public Type? Provides => typeof(IEmbeddingGenerator<string, Embedding<float>>);

    public bool IsOn(ISettingValues settings) => settings.Read<EmbeddingOptions>().Provider == EmbeddingProvider.Local;

    public void AddServices(IServiceCollection services, ServerRoles roles) =>
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>, MiniLmEmbeddingGenerator>();
}
