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

    private static readonly RedisValue[] Counted = ["conversations", "messages"];

    public Task<Erasure> BeginAsync(string subject, CancellationToken cancellationToken) =>
        AddAsync(subject, new ErasedCounts(0, 0, 0), cancellationToken);

    public async Task<Erasure> AddAsync(string subject, ErasedCounts counts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new RedisCall(RedisScripts.Progress)
        {
            { "id", Erasure.New(clock.ToRedis(time.GetUtcNow())).Id },
            { "call", RedisCall.NewName() },
            { "conversations", counts.Conversations },
            { "messages", counts.Messages },
            { "questions", counts.Questions },
            { "memories", counts.Memories },
        };
        var fields = (RedisValue[])
            (await replicas.WriteAsync(Fence(subject), _ => redis.RunAsync([Key(subject)], call), RedisReplicas.StepTimeout))!;
        var id = (string)fields[0]!;
        var own = new ErasedCounts((int)fields[1], (int)fields[2], (int)fields[3], (int)fields[4]);
        var erased = await Task.WhenAll(redis.Partitions.All.Select(partition => CountsAsync(partition, id)));
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
        await Task.WhenAll(
            redis.Partitions.All.Select(partition => redis.WithinTimeout(redis.Database.KeyDeleteAsync(CountsKey(partition, id))))
        );
    }

    private async Task<ErasedCounts> CountsAsync(RedisPartition partition, string id)
    {
        var counts = await redis.WithinTimeout(redis.Database.HashGetAsync(CountsKey(partition, id), Counted));
        return new((int)counts[0], (int)counts[1], 0);
    }

    private static RedisKey CountsKey(RedisPartition partition, string id) => partition.Key($"erased:{id}");

    /// <summary>As earlier versions named it: an erasure that one of them began goes on with its counts.</summary>
    private string Key(string subject) => redis.Key($"erasure:{subject}");

    /// <summary>In the slot of the erasure's own key, whose whole name is its hash tag.</summary>
    private RedisKey Fence(string subject) => redis.Key($"{{{Key(subject)}}}:fence");
}
