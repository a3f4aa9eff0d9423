using CsrAgent.Adapters.Claude.Catalog;
using CsrAgent.Answering.Model;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Claude;

/// <summary>Registers Claude as the model.</summary>
public static class ClaudeServiceCollectionExtensions
{
    /// <summary>Registers Claude's models as the <see cref="ModelLineup"/>. The host binds <see cref="ClaudeOptions"/>.</summary>
    public static IServiceCollection AddClaude(this IServiceCollection services)
    {
        services.AddSettings<ClaudeOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClaudeOptions>, ClaudeOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(ClaudePrices.List);
        services.TryAddSingleton(provider => CreateApi(OptionsOf(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider =>
            ClaudeModels.Create(
                provider.GetRequiredService<ClaudeApi>(),
                OptionsOf(provider),
                provider.GetRequiredService<TimeProvider>()
            )
        );
        return services;
    }

    private static ClaudeApi CreateApi(ClaudeOptions options, TimeProvider time) =>
        new(ModelHttp.CreateInvoker(options.ConnectTimeout), options, time);

    private static ClaudeOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<ClaudeOptions>>().Value;
}
