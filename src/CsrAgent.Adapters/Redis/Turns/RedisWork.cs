using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>From entries of the work streams to leases.</summary>
internal sealed class RedisWork(
    RedisConnection redis,
    RedisReader reader,
    RedisFaults faults,
    RedisTurnClock clock,
    IOptions<TurnOptions> options,
    ILogger<RedisWork> logger
) : IDisposable
{
    private const int MaxAtOnce = 100;

    /// <summary>How long opening an entry is tried; after that, its lease or its reclaim brings it back.</summary>
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(5);

    private readonly TurnOptions _options = options.Value;
    private readonly SemaphoreSlim _looking = new(1);
    private int _tries;

    public async Task<IReadOnlyList<TurnLease>> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.WaitingSince is { } since) return await TakeOverdueAsync(since, request.Max);
        if (request.Wait <= TimeSpan.Zero) return await LookAsync(request.Max, cancellationToken);
        var entries = await reader.NextAsync(request.Max, request.Wait, cancellationToken);
        var leases = await Task.WhenAll(entries.Select(TryOpenAsync));
        return [.. leases.OfType<TurnLease>()];
    }

    public void Dispose() => _looking.Dispose();

    /// <summary>Puts conversations whose time has come on the streams.</summary>
    public Task PromoteAsync() =>
        Task.WhenAll(
            redis.Partitions.All.Select(partition =>
                redis.Database.RunAsync(partition, new RedisCall(RedisScripts.Promote) { { "now", clock.Now }, { "max", MaxAtOnce } })
            )
        );

    /// <summary>Takes over the entries of workers that died, or never came back to them.</summary>
    public Task ReclaimAsync() => Task.WhenAll(redis.Partitions.All.Select(ReclaimAsync));

    private async Task ReclaimAsync(RedisPartition partition)
    {
        RedisValue cursor = "0-0";
        do
        {
            var claimed = await redis.InTime(
                redis.Database.StreamAutoClaimAsync(
                    partition.Work,
                    RedisLayout.Group,
                    redis.Node,
                    (long)clock.ReclaimAfter.TotalMilliseconds,
                    cursor,
                    MaxAtOnce
                )
            );
            foreach (var entry in RedisEntry.Of(partition, claimed.ClaimedEntries)) reader.Add(entry);
            cursor = claimed.NextStartId;
        } while (cursor != "0-0");
    }

    /// <summary>One look at a time: what it reads beyond its need is there for the next.</summary>
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

    /// <summary>Without waiting; does also what the sweeper does.</summary>
    private async Task<IReadOnlyList<TurnLease>> TakeNowAsync(int max)
    {
        await PromoteAsync();
        await ReclaimAsync();
        var read = await Task.WhenAll(
            redis.Partitions.All.Select(async partition =>
                RedisEntry.Of(
                    partition,
                    await redis.InTime(
                        redis.Database.StreamReadGroupAsync(partition.Work, RedisLayout.Group, redis.Node, StreamPosition.NewMessages, max)
                    )
                )
            )
        );
        var entries = new Queue<RedisEntry>(reader.Drain().Concat(read.SelectMany(found => found)).OrderBy(entry => entry.Since));
        var leases = new List<TurnLease>();
        while (leases.Count < max && entries.TryDequeue(out var entry))
        {
            if (await TryOpenAsync(entry) is { } lease) leases.Add(lease);
        }

        foreach (var entry in entries) reader.Add(entry);
        return leases;
    }

    private async Task<TurnLease?> TryOpenAsync(RedisEntry entry)
    {
        var takenAt = clock.GetTimestamp();
        // The same in each try: one that came through without an answer is found again.
        var holder = $"{redis.Node}-{Interlocked.Increment(ref _tries)}";
        try
        {
            var opened = await faults.RetryAsync(
                _ =>
                    redis.Database.RunAsync(
                        entry.Partition,
                        new RedisCall(RedisScripts.Open)
                        {
                            { "now", clock.Now },
                            { "id", entry.ConversationId },
                            { "entry", entry.Id },
                            { "leaseUntil", clock.LeaseUntil },
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
                "A conversation could not be opened; it is due again when its entry has been idle for {Idle}",
                clock.ReclaimAfter
            );
            return null;
        }
    }

    private async Task<IReadOnlyList<TurnLease>> TakeOverdueAsync(DateTimeOffset since, int max)
    {
        var leases = new List<TurnLease>();
        foreach (var partition in redis.Partitions.All)
        {
            if (leases.Count == max) break;
            var takenAt = clock.GetTimestamp();
            var found = await redis.Database.RunAsync(
                partition,
                new RedisCall(RedisScripts.Overdue)
                {
                    { "now", clock.Now },
                    { "waitingSince", since.ToUnixTimeMilliseconds() },
                    { "leaseUntil", clock.LeaseUntil },
                    { "holder", $"{redis.Node}-{Interlocked.Increment(ref _tries)}" },
                    { "historyLimit", _options.HistoryLimit },
                    { "max", max - leases.Count },
                }
            );
            leases.AddRange(((RedisResult[])found!).Select(parts => new RedisLease((RedisResult[])parts!).ToTurn(takenAt)));
        }

        return leases;
    }
}
