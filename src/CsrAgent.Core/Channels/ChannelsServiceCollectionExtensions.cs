using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Channels;

public static class ChannelsServiceCollectionExtensions
{
    private static readonly string[] WebNames = [WebChannel.DefaultName, "api", "mobile"];

    /// <summary>The outbox and the directory of channels. Channels register themselves as <see cref="IChannel"/>.</summary>
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddSettings<OutboxOptions>();
        services.TryAddSingleton<ChannelDirectory>();
        services.TryAddSingleton<DeliverySchedule>();
        return services;
    }

    /// <summary>The loop that sends the outbox's deliveries.</summary>
    public static IServiceCollection AddOutboxDispatcher(this IServiceCollection services)
    {
        services.AddPeriodicLoop<OutboxDispatcher>();
        return services;
    }

    /// <summary>The channels of the HTTP API.</summary>
    public static IServiceCollection AddWebChannel(this IServiceCollection services)
    {
        foreach (var name in WebNames) services.AddSingleton<IChannel>(new WebChannel(name));
        return services;
    }
}
