using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Conversations;

public static class ConversationsServiceCollectionExtensions
{
    /// <summary>The retention of conversations. The store comes from an adapter.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddSettings<RetentionOptions>();
        services.TryAddSingleton<ILeases, ProcessLeases>();
        return services;
    }

    /// <summary>The loop that ends idle conversations and erases old ones.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddPeriodicLoop<Retention>();
        return services;
    }
}
