using CsrAgent.Answering.Model;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>Registers an OpenAI-compatible server as the model.</summary>
public static class OpenAiServiceCollectionExtensions
{
    /// <summary>Registers the server's models as the <see cref="ModelLineup"/>. The host binds <see cref="OpenAiOptions"/>.</summary>
    public static IServiceCollection AddOpenAi(this IServiceCollection services)
    {
        services.AddSettings<OpenAiOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OpenAiOptions>, OpenAiOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
            OpenAiModels.Create(provider.GetRequiredService<IOptions<OpenAiOptions>>().Value, provider.GetRequiredService<TimeProvider>())
        );
        return services;
    }
}
