using System.Threading.Channels;
using CsrAgent.Adapters.Redis.Connection;
using Microsoft.Extensions.Logging;
using NRedisStack;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// Reads the work streams for all worker loops of this process, with blocking reads that return as soon as there is work. With a single
/// Redis or Sentinel, one read covers all partitions; in a cluster, each partition has a reader, since a command must not touch two slots.
/// Reads no more than the loops have capacity for.
/// </summary>
/// <remarks>Not a PeriodicLoop, because it follows demand rather than a period.</remarks>
internal sealed class RedisReader(RedisConnection redis, TimeProvider time, ILogger<RedisReader> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMilliseconds(500);

    private readonly Channel<RedisEntry> _ready = Channel.CreateUnbounded<RedisEntry>();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly Lock _starting = new();
    private Task? _readers;
    private Task? _givingBack;
    private int _wanted;

    /// <summary>How many more entries the loops could take than are ready.</summary>
    private int Room => Volatile.Read(ref _wanted) - _ready.Reader.Count;

    /// <summary>Entries found in other ways: postponed ones, and those of dead workers.</summary>
    public void Add(RedisEntry entry) => _ready.Writer.TryWrite(entry);

    /// <summary>The entries that are ready now, without waiting.</summary>
    public IEnumerable<RedisEntry> Drain()
    {
        while (_ready.Reader.TryRead(out var entry)) yield return entry;
    }

    /// <summary>Waits for the first entry, then takes any others that are ready; empty after <paramref name="timeout"/>.</summary>
    public async Task<List<RedisEntry>> NextAsync(int max, TimeSpan timeout, CancellationToken cancellationToken)
    {
        EnsureStarted();
        using var giveUp = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(giveUp.Token, cancellationToken);
        if (Interlocked.Add(ref _wanted, max) == max) _asked.Release();
        try
        {
            List<RedisEntry> entries = [await _ready.Reader.ReadAsync(either.Token)];
            while (entries.Count < max && _ready.Reader.TryRead(out var entry)) entries.Add(entry);
            return entries;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
        finally
        {
            Interlocked.Add(ref _wanted, -max);
        }
    }

    /// <summary>
    /// Reads no more. What is ready, and what a read brings that still waits in Redis, goes back at once: others are free for it, and here
    /// nobody may be.
    /// </summary>
    public void Stop()
    {
        lock (_starting)
        {
            if (_givingBack is not null) return;
            _stop.Cancel();
            _givingBack = Task.Run(GiveBackAsync, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        if (_readers is not null) await _readers;
        _ready.Writer.TryComplete();
        await _givingBack!;
        if (_readers is not null) await LeaveAsync();
        _stop.Dispose();
        _asked.Dispose();
    }

    private async Task GiveBackAsync()
    {
        await foreach (var entry in _ready.Reader.ReadAllAsync())
        {
            try
            {
                await redis.RunAsync(
                    entry.Partition,
                    new RedisCall(RedisScripts.GiveBack) { { "id", entry.ConversationId }, { "entry", entry.Id } }
                );
            }
            catch (Exception e) when (RedisFaults.IsPassing(e))
            {
                logger.LogWarning("A conversation could not be given back; it comes back when its lease time is over: {Fault}", e.Message);
            }
        }
    }

    /// <summary>Without this, every process that ever ran would leave a consumer behind.</summary>
    private async Task LeaveAsync()
    {
        try
        {
            await Task.WhenAll(redis.Partitions.All.Select(partition => RedisConsumers.RemoveAsync(redis, partition, redis.Node)));
        }
        catch (Exception e) when (RedisFaults.IsPassing(e))
        {
            logger.LogDebug("The consumers of this process stay until another one removes them: {Fault}", e.Message);
        }
    }

    private void EnsureStarted()
    {
        if (_readers is not null) return;
        lock (_starting)
        {
            if (_givingBack is not null) return;
            _readers ??= Task.WhenAll(Groups().Select(group => Task.Run(() => ReadAsync(group), CancellationToken.None)));
        }
    }

    private IEnumerable<RedisPartition[]> Groups()
    {
        var all = redis.Partitions.All;
        return redis.Multiplexer.GetServers().Any(server => server.ServerType == ServerType.Cluster)
            ? all.Select(partition => new[] { partition })
            :
            [
                [.. all],
            ];
    }

    private async Task ReadAsync(RedisPartition[] group)
    {
        await using var connection = new RedisReaderConnection(redis, Block);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await WaitForRoomAsync();
                foreach (var entry in await ReadAsync(await connection.GetAsync(), group)) _ready.Writer.TryWrite(entry);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) // A failed read must not end the loop: Redis may answer the next.
            {
                logger.LogWarning("Reading work from Redis failed; trying again in {Pause}: {Fault}", AfterFault, e.Message);
                await connection.DropAsync();
                await Task.Delay(AfterFault, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await TryRecoverAsync(e, group);
            }
        }
    }

    private async Task<IEnumerable<RedisEntry>> ReadAsync(IDatabase database, RedisPartition[] group)
    {
        var each = Math.Max(1, Room / group.Length);
        var read = await redis.WithinTimeout(
            database.XReadGroupAsync(
                RedisLayout.Group,
                redis.Node,
                [.. group.Select(partition => partition.Work)],
                [.. group.Select(_ => (RedisValue)">")],
                each,
                (int)Block.TotalMilliseconds
            ),
            Block
        );
        return read?.SelectMany(stream => RedisEntry.Of(group.First(partition => partition.Work == stream.Key), stream.Entries)) ?? [];
    }

    private async Task WaitForRoomAsync()
    {
        while (Room <= 0) await _asked.WaitAsync(Block / 20, _stop.Token);
    }

    /// <summary>
    /// Entries that Redis delivered while the connection broke belong to this process, which never received them. They are read again,
    /// together with those being worked on, which their leases protect.
    /// </summary>
    private async Task TryRecoverAsync(Exception fault, RedisPartition[] group)
    {
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
                foreach (var entry in RedisEntry.Of(partition, handedOut)) _ready.Writer.TryWrite(entry);
            }
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            logger.LogWarning(
                "Entries that Redis may have delivered could not be read again; they come back when their lease time has passed: {Fault}",
                e.Message
            );
        }
    }
}
