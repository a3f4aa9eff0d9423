using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Feed;
using CsrAgent.Adapters.Redis.Stores;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Admission;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Conversations.Owners;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Customers;
using CsrAgent.Handoff;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Knowledge.Sharing;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Memory;
using CsrAgent.Privacy;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Adapters.Redis;

public static class RedisServiceCollectionExtensions
{
    /// <summary>The stores that many processes share. They replace the embedded ones, whichever are added first.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services)
    {
        services.AddSettings<RedisOptions>();
        services.TryAddSingleton<RedisConnection>();
        services.TryAddSingleton<RedisClock>();
        services.TryAddSingleton<RedisFaults>();
        services.TryAddSingleton<RedisReplicas>();
        services.TryAddSingleton<RedisDepth>();
        services.TryAddSingleton<RedisTurnClock>();
        services.TryAddSingleton<RedisDueTimes>();
        services.TryAddSingleton<RedisReader>();
        services.TryAddSingleton<RedisWork>();
        services.TryAddSingleton<RedisWatch>();
        services.TryAddSingleton<RedisConversationStore>();
        services.TryAddSingleton<ITurnQueue, RedisTurnQueue>();
        services.TryAddSingleton<ICustomerWords, RedisCustomerWords>();
        services.TryAddSingleton<IConversationStore>(provider => provider.GetRequiredService<RedisConversationStore>());
        services.TryAddSingleton<IConversationOwners>(provider => provider.GetRequiredService<RedisConversationStore>());
        services.TryAddSingleton<IHandoffStore, RedisHandoffStore>();
        services.TryAddSingleton<IHandoffRatingStore, RedisHandoffRatingStore>();
        services.TryAddSingleton<IHandoffClock>(provider => provider.GetRequiredService<RedisClock>());
        services.TryAddSingleton<IOutbox, RedisOutbox>();
        services.TryAddSingleton<IDeadLetters, RedisDeadLetters>();
        services.TryAddSingleton<IFeedback, RedisFeedback>();
        services.TryAddSingleton<IChannelState, RedisChannelState>();
        services.TryAddSingleton<IStatistics, RedisStatistics>();
        services.TryAddSingleton<IAuditLog, RedisAuditLog>();
        services.TryAddSingleton<IErasureProgress, RedisErasureProgress>();
        services.TryAddSingleton<IClosedSessions, RedisClosedSessions>();
        services.TryAddSingleton<IKnowledgeGaps, RedisKnowledgeGaps>();
        services.TryAddSingleton<RedisMemoryProgress>();
        services.TryAddSingleton<IMemoryProgress>(provider => provider.GetRequiredService<RedisMemoryProgress>());
        services.Replace(ServiceDescriptor.Singleton<IRateLimiter, RedisRateLimiter>());
        services.Replace(ServiceDescriptor.Singleton<IReplyFeed, RedisReplyFeed>());
        services.Replace(ServiceDescriptor.Singleton<ISecretStore, RedisSecretStore>());
        services.Replace(ServiceDescriptor.Singleton<ILeases, RedisLeases>());
        services.TryAddSingleton<IArticleLog, RedisArticleLog>();
        services.Replace(ServiceDescriptor.Singleton<IShrinkConfirmations, RedisShrinkConfirmations>());
        services.TryAddSingleton<IStoreProbe, RedisStoreProbe>();
        services.TryAddSingleton<IStoreInspection, RedisInspection>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISelfTest, RedisSelfTest>());
        services.AddPeriodicLoop<RedisHeartbeat>();
        return services;
    }

    /// <summary>Waits until Redis is reachable, if it is used at all.</summary>
    public static async Task ConnectRedisAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetService<RedisConnection>() is not { } redis) return;
        await redis.ConnectAsync(cancellationToken);
        try
        {
            await services.GetRequiredService<RedisReplicas>().CheckAsync();
            await services.GetRequiredService<RedisClock>().TryMeasureAsync();
            if (services.GetRequiredService<IReplyFeed>() is RedisReplyFeed feed) await feed.ListenAsync();
        }
        catch (Exception e) when (RedisFaults.IsPassing(e))
        {
            throw new CsrAgentException($"Redis stopped answering while the server started (REDIS_URL): {e.Message}", e);
        }
    }

    /// <summary>The additional parts of a process that answers turns.</summary>
    public static IServiceCollection AddRedisWorker(this IServiceCollection services)
    {
        services.AddPeriodicLoop<RedisSweeper>();
        services.AddHostedService<RedisReaderStop>();
        return services;
    }
}
