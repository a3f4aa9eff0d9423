using System.Globalization;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Privacy;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>The audit log as a stream, whose entries cannot be changed in Redis.</summary>
internal sealed class RedisAuditLog(RedisConnection redis, RedisReplicas replicas) : IAuditLog
{
    private RedisKey Log => redis.Key("{audit}:log");

    private RedisKey Fence => redis.Key("{audit}:fence");

    private RedisKey Next => redis.Key("{audit}:next");

    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = RedisCall.NewName();
        return replicas.WriteAsync(Fence, isRepeat => AppendAsync(entry, name, isRepeat), RedisReplicas.StepTimeout);
    }

    private Task<RedisResult> AppendAsync(AuditEntry entry, string name, bool isRepeat) =>
        redis.RunAsync(
            [Log, Next],
            new RedisCall(RedisScripts.Audit)
            {
                { "at", entry.At.ToUnixTimeMilliseconds() },
                { "actor", entry.Actor },
                { "action", entry.Action },
                { "subject", entry.Subject },
                { "details", entry.Details ?? "" },
                { "call", name },
                { "isRepeat", isRepeat },
            }
        );

    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (before is <= 1) return [];
        RedisValue newest = before is { } number ? $"{number - 1}-0" : "+";
        return [.. (await redis.WithinTimeout(redis.Database.StreamRangeAsync(Log, "-", newest, limit, Order.Descending))).Select(Read)];
    }

    private static AuditEntry Read(StreamEntry entry) =>
        new(
            long.Parse(((string)entry.Id!).Split('-')[0], CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds((long)entry["at"]),
            (string)entry["actor"]!,
            (string)entry["action"]!,
            (string)entry["subject"]!,
            entry["details"] is { IsNullOrEmpty: false } details ? (string)details! : null
        );
}
