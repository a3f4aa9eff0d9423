using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>Writes to each partition, and so to each node that holds any.</summary>
internal sealed class RedisStoreProbe(RedisConnection redis, TimeProvider time) : IStoreProbe
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    public Task WriteAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return Task.WhenAll(
            redis.Partitions.All.Select(partition => redis.WithinTimeout(redis.Database.StringSetAsync(partition.Key("probe"), now, Kept)))
        );
    }
}
