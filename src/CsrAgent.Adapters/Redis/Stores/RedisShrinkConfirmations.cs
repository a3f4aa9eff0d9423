using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Confirmations as keys that expire. One that a failover forgets is asked for again.</summary>
internal sealed class RedisShrinkConfirmations(RedisConnection redis) : IShrinkConfirmations
{
    public Task ConfirmAsync(string source, int articles, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return redis.WithinTimeout(redis.Database.StringSetAsync(KeyOf(source), articles, IShrinkConfirmations.Duration));
    }

    public async Task<int?> FindAsync(string source, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return (int?)await redis.WithinTimeout(redis.Database.StringGetAsync(KeyOf(source)));
    }

    private string KeyOf(string source) => redis.Key($"shrink:{source}");
}
