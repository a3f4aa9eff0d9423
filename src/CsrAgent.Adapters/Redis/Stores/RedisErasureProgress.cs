using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Customers;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Erasures that have begun, each a hash in Redis.</summary>
internal sealed class RedisErasureProgress(RedisConnection redis, TimeProvider time) : IErasureProgress
{
    public async Task<Erasure> BeginAsync(string subject, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await redis.WithinTimeout(redis.Database.HashSetAsync(Key(subject), "id", Erasure.New(time).Id, When.NotExists));
        return await ReadAsync(subject);
    }

    public async Task<Erasure> AddAsync(string subject, ErasedCounts counts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await redis.WithinTimeout(redis.Database.HashSetAsync(Key(subject), "id", Erasure.New(time).Id, When.NotExists));
        await redis.WithinTimeout(redis.Database.HashIncrementAsync(Key(subject), "conversations", counts.Conversations));
        await redis.WithinTimeout(redis.Database.HashIncrementAsync(Key(subject), "messages", counts.Messages));
        await redis.WithinTimeout(redis.Database.HashIncrementAsync(Key(subject), "questions", counts.Questions));
        return await ReadAsync(subject);
    }

    public Task EndAsync(string subject, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return redis.WithinTimeout(redis.Database.KeyDeleteAsync(Key(subject)));
    }

    private async Task<Erasure> ReadAsync(string subject)
    {
        var fields = await redis.WithinTimeout(redis.Database.HashGetAsync(Key(subject), ["id", "conversations", "messages", "questions"]));
        return new((string)fields[0]!, new((int)fields[1], (int)fields[2], (int)fields[3]));
    }

    private RedisKey Key(string subject) => redis.Key($"erasure:{subject}");
}
