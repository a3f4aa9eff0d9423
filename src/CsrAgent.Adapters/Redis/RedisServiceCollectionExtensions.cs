using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Feed;
using CsrAgent.Adapters.Redis.Stores;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Admission;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Handoff;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Privacy;
using CsrAgent.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CsrAgent.Adapters.Redis;

public static class RedisServiceCollectionExtensions
{
    /// <summary>
    /// The stores that many processes share. To be called before the domain's own registrations, whose embedded parts give way.
    /// </summary>
    public static IServiceCollection AddRedis(this IServiceCollection services)
    {
        services.AddOptions<RedisOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<RedisConnection>();
        services.TryAddSingleton<RedisFaults>();
        services.TryAddSingleton<RedisReplicas>();
        services.TryAddSingleton<RedisDepth>();
        services.TryAddSingleton<RedisTurnContext>();
        services.TryAddSingleton<RedisReader>();
        services.TryAddSingleton<RedisWork>();
        services.TryAddSingleton<RedisWatch>();
        services.TryAddSingleton<RedisConversationStore>();
        services.TryAddSingleton<ITurnQueue, RedisTurnQueue>();
        services.TryAddSingleton<IConversationStore>(provider => provider.GetRequiredService<RedisConversationStore>());
        services.TryAddSingleton<IHandoffStore, RedisHandoffStore>();
        services.TryAddSingleton<IOutbox, RedisOutbox>();
        services.TryAddSingleton<IDeadLetters, RedisDeadLetters>();
        services.TryAddSingleton<IFeedback, RedisFeedback>();
        services.TryAddSingleton<IStatistics, RedisStatistics>();
        services.TryAddSingleton<IAuditLog, RedisAuditLog>();
        services.TryAddSingleton<IKnowledgeGaps, RedisKnowledgeGaps>();
        services.TryAddSingleton<IRateLimiter, RedisRateLimiter>();
        services.TryAddSingleton<IReplyFeed, RedisReplyFeed>();
        services.TryAddSingleton<ISecretStore, RedisSecretStore>();
        services.TryAddSingleton<IStoreProbe, RedisStoreProbe>();
        return services;
    }

    /// <summary>Waits until Redis is there, where it is used at all.</summary>
    public static async Task ConnectRedisAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetService<RedisConnection>() is not { } redis) return;
        await redis.ConnectAsync(cancellationToken);
        if (services.GetRequiredService<IReplyFeed>() is RedisReplyFeed feed) await feed.ListenAsync();
    }

    /// <summary>What a process needs beside that to work turns off.</summary>
    public static IServiceCollection AddRedisWorker(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RedisSweeper>());
        return services;
    }
}
