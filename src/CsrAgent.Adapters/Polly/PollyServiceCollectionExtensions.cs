using CsrAgent.Answering.Model;
using CsrAgent.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Polly;

/// <summary>Combines the configured models into one resilient client.</summary>
public static class PollyServiceCollectionExtensions
{
    /// <summary>
    /// Registers the <see cref="IChatClient"/> over the registered <see cref="ModelLineup"/>, with timeouts, retries, fallback, circuit
    /// breakers and a concurrency limit; under <see cref="ModelLineup.SummariesKey"/>, the same with the model for summaries first. The
    /// host binds <see cref="ModelResilienceOptions"/>.
    /// </summary>
    public static IServiceCollection AddModelResilience(this IServiceCollection services)
    {
        services.AddSettings<ModelResilienceOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IChatClient>(provider =>
            ResilientModel.Create(
                provider.GetRequiredService<ModelLineup>(),
                provider.GetRequiredService<IOptions<ModelResilienceOptions>>().Value,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetService<ILoggerFactory>()?.CreateLogger("CsrAgent.Model") ?? NullLogger.Instance
            )
        );
        services.TryAddKeyedSingleton<IChatClient>(
            ModelLineup.SummariesKey,
            (provider, _) => BeginningWith(provider.GetRequiredService<ModelLineup>().Summaries, provider.GetRequiredService<IChatClient>())
        );
        return services;
    }

    private static IChatClient BeginningWith(IChatClient? model, IChatClient client) =>
        model is not null && ModelNames.Of(model) is { } name
            ? client.AsBuilder().ConfigureOptions(options => options.ModelId = name).Build()
            : client;
}
