using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Customers;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>
/// Erasures that have begun: each a hash in Redis, and one in each partition for what was erased there, counted by the step that erased it.
/// What they have counted stands in a receipt, so replicas are waited for.
/// </summary>
internal sealed class RedisErasureProgress(RedisConnection redis, RedisReplicas replicas, RedisClock clock, TimeProvider time)
    : IErasureProgress
{
    /// <summary>How long the counts of a partition outlive an erasure that nobody goes on with.</summary>
    public static readonly TimeSpan CountsTime = TimeSpan.FromDays(90);

    private static readonly RedisValue[] Counted = ["conversations", "messages", "questions"];

    public Task<Erasure> BeginAsync(string subject, CancellationToken cancellationToken) =>
        CountMemoriesAsync(subject, 0, cancellationToken);

    public async Task<Erasure> CountMemoriesAsync(string subject, int memories, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new RedisCall(RedisScripts.Progress)
        {
            { "id", Erasure.New(clock.ToRedis(time.GetUtcNow())).Id },
            { "memories", memories },
        };
        var fields = (RedisValue[])
            (await replicas.WriteAsync(Fence(subject), _ => redis.RunAsync([Key(subject)], call), RedisReplicas.StepTimeout))!;
        var id = (string)fields[0]!;
        var own = new ErasedCounts((int)fields[1], (int)fields[2], (int)fields[3], (int)fields[4]);
        var erased = await Task.WhenAll(CountsKeys(id).Select(CountsAsync));
        return new(id, erased.Aggregate(own, (sum, counts) => sum.Plus(counts)));
    }

    /// <summary>Counts of partitions that are left behind by a crash here have an id that no erasure will have again, and expire.</summary>
    public async Task EndAsync(string subject, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var id = (string?)await redis.WithinTimeout(redis.Database.HashGetAsync(Key(subject), "id"));
        await replicas.WriteAsync(
            Fence(subject),
            _ => redis.WithinTimeout(redis.Database.KeyDeleteAsync(Key(subject))),
            RedisReplicas.StepTimeout
        );
        if (id is null) return;
        await Task.WhenAll(CountsKeys(id).Select(key => redis.WithinTimeout(redis.Database.KeyDeleteAsync(key))));
    }

    private async Task<ErasedCounts> CountsAsync(RedisKey key)
    {
        var counts = await redis.WithinTimeout(redis.Database.HashGetAsync(key, Counted));
        return new((int)counts[0], (int)counts[1], (int)counts[2]);
    }

    private IEnumerable<RedisKey> CountsKeys(string id) => RedisGapList.All(redis).Select(list => list.CountsKey(id));

    /// <summary>As earlier versions named it: an erasure that one of them began goes on with its counts.</summary>
    private string Key(string subject) => redis.Key($"erasure:{subject}");

    /// <summary>In the slot of the erasure's own key, whose whole name is its hash tag.</summary>
    private RedisKey Fence(string subject) => redis.Key($"{{{Key(subject)}}}:fence");
}
