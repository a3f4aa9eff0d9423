using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Customers;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>
/// Erasures that have begun, each a hash in Redis. What they have counted is told in a receipt, so replicas are waited for.
/// </summary>
internal sealed class RedisErasureProgress(RedisConnection redis, RedisReplicas replicas, RedisClock clock, TimeProvider time)
    : IErasureProgress
{
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
        return new((string)fields[0]!, new((int)fields[1], (int)fields[2], (int)fields[3], (int)fields[4]));
    }

    public Task EndAsync(string subject, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return replicas.WriteAsync(
            Fence(subject),
            _ => redis.WithinTimeout(redis.Database.KeyDeleteAsync(Key(subject))),
            RedisReplicas.StepTimeout
        );
    }

    /// <summary>As earlier versions named it: an erasure that one of them began goes on with its counts.</summary>
    private string Key(string subject) => redis.Key($"erasure:{subject}");

    /// <summary>In the slot of the erasure's own key, whose whole name is its hash tag.</summary>
    private RedisKey Fence(string subject) => redis.Key($"{{{Key(subject)}}}:fence");
}
