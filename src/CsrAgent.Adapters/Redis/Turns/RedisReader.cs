using System.Collections.Concurrent;
using System.Threading.Channels;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// Reads the work streams for all worker loops of this process, with blocking reads that return as soon as there is work. With a single
/// Redis or Sentinel, one read covers all partitions; in a cluster, each partition has a reader, since a command must not touch two slots.
/// Reads no more than the loops have capacity for.
/// </summary>
/// <remarks>Starts with the first demand, not with the server: a process without worker loops reads nothing.</remarks>
internal sealed class RedisReader(RedisConnection redis, LoopHealth health, TimeProvider time, ILogger<RedisReader> logger)
    : PeriodicLoop(health, time, logger)
{
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMilliseconds(500);

    private readonly Channel<RedisEntry> _ready = Channel.CreateUnbounded<RedisEntry>();
    private readonly ConcurrentQueue<RedisPartitionsReader> _idle = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly Lock _starting = new();
    private Task? _givingBack;
    private int _wanted;

    /// <summary>Completes when no read waits in Redis any more.</summary>
    private Task Stopped { get; set; } = Task.CompletedTask;

    /// <summary>One for each group of partitions that one command can read.</summary>
    protected override int Parallelism => _idle.Count;

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
        using var giveUp = new CancellationTokenSource(timeout, Time);
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
            Stopped = StopAsync(CancellationToken.None);
            _givingBack = Task.Run(GiveBackAsync, CancellationToken.None);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        Stop();
        await Stopped;
        _ready.Writer.TryComplete();
        await _givingBack!;
        if (ExecuteTask is not null) await LeaveAsync();
        foreach (var reader in _idle) await reader.DisposeAsync();
        await base.DisposeAsync();
    }

    public override void Dispose()
    {
        base.Dispose();
        _asked.Dispose();
    }

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        // There are as many as iterations that run at once.
        if (!_idle.TryDequeue(out var reader)) throw new InvalidOperationException("Two iterations read the same partitions.");
        try
        {
            if (Room <= 0) await _asked.WaitAsync(Block / 20, stopping);
            if (Room <= 0) return TimeSpan.Zero;
            foreach (var entry in await reader.ReadAsync(Room, Block)) Add(entry);
            return TimeSpan.Zero;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // Redis may answer the next read.
            Logger.LogWarning("Reading work from Redis failed; trying again in {Pause}: {Fault}", AfterFault, e.Message);
            await reader.DropAsync(e);
            return AfterFault;
        }
        finally
        {
            _idle.Enqueue(reader);
        }
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
                Logger.LogWarning("A conversation could not be given back; it comes back when its lease time is over: {Fault}", e.Message);
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
            Logger.LogDebug("The consumers of this process stay until another one removes them: {Fault}", e.Message);
        }
    }

    private void EnsureStarted()
    {
        if (ExecuteTask is not null) return;
        lock (_starting)
        {
            if (_givingBack is not null || ExecuteTask is not null) return;
            foreach (var group in Groups()) _idle.Enqueue(new(redis, group, Logger));
            // Completes at once: what it starts is ExecuteTask.
            StartAsync(CancellationToken.None).GetAwaiter().GetResult();
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
}
