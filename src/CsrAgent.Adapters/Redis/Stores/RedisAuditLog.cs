using System.Globalization;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Privacy;
using CsrAgent.Privacy.Audit;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>
/// The audit log as a stream, whose entries cannot be changed in Redis. Redis does not know the key of the chain: a process computes the
/// hash of an entry, and the script appends it if nobody else has appended meanwhile.
/// </summary>
internal sealed class RedisAuditLog(RedisConnection redis, RedisReplicas replicas, AuditChain chain) : IAuditLog, IDisposable
{
    /// <summary>Each attempt fails only since another process has appended.</summary>
    private const int MaxAttempts = 500;

    // Those of this process would only take each other's place.
    private readonly SemaphoreSlim _appending = new(1, 1);
    private AuditTail _tail = new(0, "");

    private RedisKey Log => redis.Key("{audit}:log");

    private RedisKey Fence => redis.Key("{audit}:fence");

    private RedisKey Next => redis.Key("{audit}:next");

    private RedisKey Head => redis.Key("{audit}:head");

    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = RedisCall.NewName();
        return replicas.WriteAsync(Fence, isRepeat => AppendAsync(entry, name, isRepeat), RedisReplicas.StepTimeout);
    }

    public void Dispose() => _appending.Dispose();

    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (before is <= 1) return [];
        RedisValue newest = before is { } number ? $"{number - 1}-0" : "+";
        return [.. (await redis.WithinTimeout(redis.Database.StreamRangeAsync(Log, "-", newest, limit, Order.Descending))).Select(Read)];
    }

    public async Task<long> ReadLastNumberAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return (long)await redis.WithinTimeout(redis.Database.StringGetAsync(Next));
    }

    private async Task<bool> AppendAsync(AuditEntry entry, string name, bool isRepeat)
    {
        await _appending.WaitAsync();
        try
        {
            return await AppendNextAsync(entry, name, isRepeat);
        }
        finally
        {
            _appending.Release();
        }
    }

    private async Task<bool> AppendNextAsync(AuditEntry entry, string name, bool isRepeat)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var tail = _tail;
            var next = entry with { Number = tail.Number + 1 };
            var hash = chain.HashOf(next, tail.Hash.Length > 0 ? tail.Hash : null);
            var result = await redis.RunAsync([Log, Next, Head], Call(next, tail, hash, name, isRepeat));
            _tail = new((long)result[0], (string)result[1]!);
            if ((bool)result[2]) return true;
        }
        throw new CsrAgentException($"{MaxAttempts} other entries came first in the audit log: try again.");
    }

    private static RedisCall Call(AuditEntry entry, AuditTail tail, string hash, string name, bool isRepeat) =>
        new RedisCall(RedisScripts.Audit)
        {
            { "number", entry.Number },
            { "previous", tail.Hash },
            { "hash", hash },
            { "at", entry.At.ToUnixTimeMilliseconds() },
            { "actor", entry.Actor },
            { "action", entry.Action },
            { "subject", entry.Subject },
            { "details", entry.Details ?? "" },
            { "call", name },
            { "isRepeat", isRepeat },
        };

    private static AuditEntry Read(StreamEntry entry) =>
        new(
            long.Parse(((string)entry.Id!).Split('-')[0], CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds((long)entry["at"]),
            (string)entry["actor"]!,
            (string)entry["action"]!,
            (string)entry["subject"]!,
            entry["details"] is { IsNullOrEmpty: false } details ? (string)details! : null,
            entry["hash"] is { IsNullOrEmpty: false } hash ? (string)hash! : null
        );

    /// <summary>The number assigned last, and the hash of the last chained entry, or "".</summary>
    private sealed record AuditTail(long Number, string Hash);
}
