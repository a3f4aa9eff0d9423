using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>Turns entries of the work streams into leases.</summary>
/// <remarks>Seven constructor parameters: entries come from the reader, leases from Redis, and their durations from the clock.</remarks>
internal sealed class RedisWork(
    RedisConnection redis,
    RedisReader reader,
    RedisFaults faults,
    RedisTurnClock clock,
    RedisDueTimes due,
    IOptions<TurnOptions> options,
    ILogger<RedisWork> logger
) : IDisposable
{
    private const int MaxAtOnce = 100;

    /// <summary>How many overdue conversations of a partition one look reads.</summary>
    private const int OverduePage = 500;

    /// <summary>How long to try to open an entry; after that, it comes back when its lease expires or it is reclaimed.</summary>
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(5);

    private readonly TurnOptions _options = options.Value;
    private readonly SemaphoreSlim _looking = new(1);
    private readonly RedisRounds<IReadOnlyList<RedisEntry>> _looks = new(redis, "work that is due", logger);
    private readonly RedisRounds<IReadOnlyList<TurnLease>> _overdue = new(redis, "overdue conversations", logger);
    private readonly int[] _passed = new int[redis.Partitions.All.Count];
    private int _tries;

    public async Task<IReadOnlyList<TurnLease>> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.WaitedFor is { } silence) return await TakeOverdueAsync(silence, request.Max);
        if (request.Wait <= TimeSpan.Zero) return await LookAsync(request.Max, cancellationToken);
        var entries = await reader.NextAsync(request.Max, request.Wait, cancellationToken);
        // A lease that is set aside would be nobody's at a stop. So those that were read together wait for each other.
        var leases = await Task.WhenAll(entries.Select(TryOpenAsync));
        return [.. leases.OfType<TurnLease>()];
    }

    public void Dispose() => _looking.Dispose();

    /// <summary>Puts conversations of a partition whose time has come on its stream.</summary>
    /// <param name="partition">Which.</param>
    /// <param name="sweepTime">How long no other process does so; zero: do it even if another process does.</param>
    /// <returns>False when another process does it.</returns>
    public async Task<bool> PromoteAsync(RedisPartition partition, TimeSpan sweepTime) =>
        await PromoteAsync(partition, sweepTime, isLeaving: false) == RedisStepResult.Done;

    /// <summary>Leaves that to other processes from now on.</summary>
    public Task LeaveAsync(RedisPartition partition) => PromoteAsync(partition, TimeSpan.Zero, isLeaving: true);

    private async Task<RedisStepResult> PromoteAsync(RedisPartition partition, TimeSpan sweepTime, bool isLeaving) =>
        (RedisStepResult)
            (int)
                await redis.RunAsync(
                    partition,
                    new RedisCall(RedisScripts.Promote)
                    {
                        { "max", MaxAtOnce },
                        { "process", redis.Node },
                        { "sweepTime", (long)sweepTime.TotalMilliseconds },
                        { "isLeaving", isLeaving },
                    }
                );

    /// <summary>Takes over the entries of a partition whose workers died or abandoned them.</summary>
    /// <returns>Whether there were any.</returns>
    public async Task<bool> ReclaimAsync(RedisPartition partition)
    {
        var isThere = false;
        RedisValue cursor = "0-0";
        do
        {
            var claimed = await redis.WithinTimeout(
                redis.Database.StreamAutoClaimAsync(
                    partition.Work,
                    RedisLayout.Group,
                    redis.Node,
                    (long)clock.ReclaimAfter.TotalMilliseconds,
                    cursor,
                    MaxAtOnce
                )
            );
            foreach (var entry in RedisEntry.Of(partition, claimed.ClaimedEntries))
            {
                reader.Add(entry);
                isThere = true;
            }
            cursor = claimed.NextStartId;
        } while (cursor != "0-0");

        return isThere;
    }

    /// <summary>One read at a time: what it reads beyond its need is left for the next.</summary>
    private async Task<IReadOnlyList<TurnLease>> LookAsync(int max, CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            return await TakeNowAsync(max);
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>Without waiting; also does what the sweeper does.</summary>
    private async Task<IReadOnlyList<TurnLease>> TakeNowAsync(int max)
    {
        var read = await _looks.RunAsync(partition => LookAsync(partition, max));
        var entries = new Queue<RedisEntry>(reader.Drain().Concat(read.SelectMany(found => found)).OrderBy(entry => entry.Since));
        var leases = new List<TurnLease>();
        while (leases.Count < max && entries.TryDequeue(out var entry))
        {
            if (await TryOpenAsync(entry) is { } lease) leases.Add(lease);
        }

        foreach (var entry in entries) reader.Add(entry);
        return leases;
    }

    private async Task<IReadOnlyList<RedisEntry>> LookAsync(RedisPartition partition, int max)
    {
        await PromoteAsync(partition, TimeSpan.Zero);
        await ReclaimAsync(partition);
        var read = redis.Database.StreamReadGroupAsync(partition.Work, RedisLayout.Group, redis.Node, StreamPosition.NewMessages, max);
        return [.. RedisEntry.Of(partition, await redis.WithinTimeout(read))];
    }

    private async Task<TurnLease?> TryOpenAsync(RedisEntry entry)
    {
        var takenAt = clock.GetTimestamp();
        // The same for each attempt, so that a lease whose answer was lost is found again.
        var holder = $"{redis.Node}-{Interlocked.Increment(ref _tries)}";
        try
        {
            var opened = await faults.RetryAsync(
                _ =>
                    redis.RunAsync(
                        entry.Partition,
                        new RedisCall(RedisScripts.Open)
                        {
                            { "id", entry.ConversationId },
                            { "entry", entry.Id },
                            { "leaseTime", clock.LeaseTime },
                            { "holder", holder },
                            { "historyLimit", _options.HistoryLimit },
                        }
                    ),
                OpenTimeout,
                CancellationToken.None
            );
            var lease = new RedisLease((RedisResult[])opened!);
            return lease.IsThere ? lease.ToTurn(takenAt) : null;
        }
        catch (Exception e) when (e is RedisException or StoreUnavailableException)
        {
            logger.LogWarning(
                e,
                "A conversation could not be opened; it will be due again when its entry has been idle for {Idle}",
                clock.ReclaimAfter
            );
            return null;
        }
    }

    private async Task<IReadOnlyList<TurnLease>> TakeOverdueAsync(TimeSpan silence, int max)
    {
        var leases = new List<TurnLease>();
        foreach (var partition in redis.Partitions.All)
        {
            var left = max - leases.Count;
            if (left <= 0) break;
            var found = await _overdue.RunAsync([partition], one => TakeOverdueAsync(one, silence, left));
            leases.AddRange(found.SelectMany(some => some));
        }

        return leases;
    }

    private async Task<IReadOnlyList<TurnLease>> TakeOverdueAsync(RedisPartition partition, TimeSpan silence, int max)
    {
        if (!await due.HasWaitedAsync(partition, silence)) return [];
        var takenAt = clock.GetTimestamp();
        var found = await redis.RunAsync(
            partition,
            new RedisCall(RedisScripts.Overdue)
            {
                { "silence", (long)silence.TotalMilliseconds },
                { "minFailures", TakeRequest.MinFailures },
                { "leaseTime", clock.LeaseTime },
                { "holder", $"{redis.Node}-{Interlocked.Increment(ref _tries)}" },
                { "historyLimit", _options.HistoryLimit },
                { "max", max },
                { "offset", _passed[partition.Index] },
                { "page", OverduePage },
            }
        );
        // Overdue conversations may be many after an overload: each pass reads one page of them.
        _passed[partition.Index] = (int)found[0] == OverduePage ? _passed[partition.Index] + OverduePage : 0;
        return [.. ((RedisResult[])found!).Skip(1).Select(parts => new RedisLease((RedisResult[])parts!).ToTurn(takenAt))];
    }
}
