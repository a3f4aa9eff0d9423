using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>
/// Closed sessions in Redis, each on its conversation's partition; the keys expire. Times are compared as Redis would tell them.
/// </summary>
internal sealed class RedisClosedSessions(RedisConnection redis, RedisReplicas replicas, RedisClock clock, TimeProvider time)
    : IClosedSessions
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    public Task CloseAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.ToRedis(time.GetUtcNow()).ToUnixTimeMilliseconds();
        return Task.WhenAll(
            ids.Select(id =>
                replicas.WriteAsync(
                    redis.Partitions.Of(id),
                    _ => redis.WithinTimeout(redis.Database.StringSetAsync(Key(id), now, IClosedSessions.Remembered)),
                    Timeout
                )
            )
        );
    }

    public async Task<bool> WasClosedSinceAsync(ConversationId id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var at = await redis.WithinTimeout(redis.Database.StringGetAsync(Key(id)));
        return at.HasValue && (long)at >= clock.ToRedis(since).ToUnixTimeMilliseconds();
    }

    private RedisKey Key(ConversationId id) => redis.Partitions.Of(id).Key($"closed:{id}");
}
