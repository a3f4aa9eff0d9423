using CsrAgent.Adapters.Redis.Connection;
using Microsoft.Extensions.Logging;
using NRedisStack;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// Reads the work streams of some partitions with one blocking command, on a connection of its own. Used by one caller at a time.
/// </summary>
internal sealed class RedisPartitionsReader(RedisConnection redis, RedisPartition[] group, ILogger logger) : IAsyncDisposable
{
    private RedisReaderConnection? _connection;
    private Exception? _fault;

    /// <summary>About <paramref name="max"/> entries, as soon as there is one; none after <paramref name="block"/>.</summary>
    public async Task<IEnumerable<RedisEntry>> ReadAsync(int max, TimeSpan block)
    {
        if (_fault is { } fault)
        {
            _fault = null;
            return await RecoverAsync(fault);
        }
        var database = await (_connection ??= new(redis, block)).GetAsync();
        var read = await redis.WithinTimeout(
            database.XReadGroupAsync(
                RedisLayout.Group,
                redis.Node,
                [.. group.Select(partition => partition.Work)],
                [.. group.Select(_ => (RedisValue)">")],
                Math.Max(1, max / group.Length),
                (int)block.TotalMilliseconds
            ),
            block
        );
        return read?.SelectMany(stream => RedisEntry.Of(group.First(partition => partition.Work == stream.Key), stream.Entries)) ?? [];
    }

    /// <summary>Closes the connection after a fault: a read that is still blocked on it would take entries that nobody receives.</summary>
    public async Task DropAsync(Exception fault)
    {
        _fault = fault;
        if (_connection is not null) await _connection.DropAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
    }

    /// <summary>
    /// Entries that Redis delivered while the connection broke belong to this process, which never received them. They are read again,
    /// together with those being worked on, which their leases protect.
    /// </summary>
    private async Task<List<RedisEntry>> RecoverAsync(Exception fault)
    {
        var entries = new List<RedisEntry>();
        try
        {
            foreach (var partition in group)
            {
                if (fault.Message.Contains("NOGROUP", StringComparison.Ordinal))
                {
                    await RedisLayout.CreateGroupAsync(redis.Database, partition);
                }
                var handedOut = await redis.WithinTimeout(
                    redis.Database.StreamReadGroupAsync(partition.Work, RedisLayout.Group, redis.Node, StreamPosition.Beginning)
                );
                entries.AddRange(RedisEntry.Of(partition, handedOut));
            }
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            logger.LogWarning(
                "Entries that Redis may have delivered could not be read again; they come back when their lease time has passed: {Fault}",
                e.Message
            );
        }
        return entries;
    }
}
