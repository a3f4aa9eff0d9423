using CsrAgent.Answering;
using CsrAgent.Conversations.Feed;
using CsrAgent.Memory;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

public static class TurnsServiceCollectionExtensions
{
    /// <summary>Turns, and the feed of a single process. The queue comes from a store's adapter.</summary>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddSettings<TurnOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AnsweringOptions>, AnsweringOptionsValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LoopHealth>();
        services.TryAddSingleton<IReplyFeed, InMemoryReplyFeed>();
        services.TryAddSingleton<ReplyWaiter>();
        services.TryAddSingleton<RetryPolicy>();
        services.AddMemory();
        services.TryAddSingleton<TurnRetrieval>();
        services.TryAddSingleton<AiDisclosure>();
        services.TryAddSingleton<TurnDeliveries>();
        services.TryAddSingleton<TurnComposer>();
        services.TryAddSingleton<TurnProcessor>();
        services.TryAddSingleton<TurnPublisher>();
        services.TryAddSingleton<TurnRunner>();
        return services;
    }

    /// <summary>The loops that process turns in this process, and the watchdog for turns that nobody processes.</summary>
    public static IServiceCollection AddTurnWorkers(this IServiceCollection services)
    {
        services.AddPeriodicLoop<TurnWorker>();
        services.AddPeriodicLoop<Watchdog>();
        return services;
    }
}
