using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Closed sessions in Redis, each on its conversation's partition, by the time of Redis; the keys expire.</summary>
internal sealed class RedisClosedSessions(RedisConnection redis, RedisReplicas replicas) : IClosedSessions
{
    public async Task<DateTimeOffset> ReadTimeAsync(ConversationId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = await redis.RunAsync(redis.Partitions.Of(id), new RedisCall(RedisScripts.Time) { });
        return DateTimeOffset.FromUnixTimeMilliseconds((long)now);
    }

    public Task CloseAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.WhenAll(ids.Select(CloseAsync));
    }

    public async Task<bool> WasClosedSinceAsync(ConversationId id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var at = await redis.WithinTimeout(redis.Database.StringGetAsync(redis.Partitions.Of(id).Key($"closed:{id}")));
        return at.HasValue && (long)at >= since.ToUnixTimeMilliseconds();
    }

    private Task<RedisResult> CloseAsync(ConversationId id)
    {
        var (partition, kept) = (redis.Partitions.Of(id), (long)IClosedSessions.Remembered.TotalMilliseconds);
        return replicas.WriteAsync(
            partition,
            _ => redis.RunAsync(partition, new RedisCall(RedisScripts.Close) { { "id", id.Value }, { "kept", kept } }),
            RedisReplicas.StepTimeout
        );
    }
}
