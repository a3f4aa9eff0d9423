using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Telemetry;
using CsrAgent.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// Brings back what no stream delivers by itself: conversations that were postponed, when their time has come, and those of dead workers,
/// several times in a lease's length. Of all processes one handles the postponed ones of a partition; the others ask now and then
/// whether it still does.
/// </summary>
/// <remarks>Six constructor parameters: what it brings back, when that is due, and what each loop needs.</remarks>
internal sealed class RedisSweeper(
    RedisConnection redis,
    RedisWork work,
    RedisDueTimes due,
    LoopHealth health,
    IOptions<TurnOptions> options,
    ILogger<RedisSweeper> logger
) : PeriodicLoop(health, redis.Time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SweepTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    /// <summary>Processes that are gone are looked for with every hundredth reclaim.</summary>
    private const int TidyEvery = 100;

    private readonly TimeSpan _reclaimEvery = options.Value.LeaseTime / 5;
    private readonly RedisRounds<bool> _sweeps = new(redis, "postponed conversations", logger);
    private readonly RedisRounds<bool> _reclaims = new(redis, "work of dead workers", logger);
    private readonly RedisRounds<int> _tidies = new(redis, "processes that are gone", logger);
    private readonly long?[] _refusedAt = new long?[redis.Partitions.All.Count];
    private long _reclaimedAt = redis.Time.GetTimestamp();
    private int _rounds;

    /// <summary>After how long without a read a process is gone.</summary>
    internal TimeSpan GoneAfter { get; init; } = RedisConsumers.GoneAfter;

    /// <summary>Leaves the partitions to others at once, and not when the time is over.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Task.WhenAll(redis.Partitions.All.Select(work.LeaveAsync));
        }
        catch (Exception e) when (RedisFaults.IsPassing(e))
        {
            Logger.LogDebug("Could not hand over postponed conversations; other processes take them when due: {Fault}", e.Message);
        }
    }

    protected override TimeSpan StartDelay => Pause;

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        if (!due.IsListening) await due.ListenAsync();
        await _sweeps.RunAsync(redis.Partitions.All.Where(IsOurs), SweepAsync);
        if (Time.GetElapsedTime(_reclaimedAt) >= _reclaimEvery)
        {
            await _reclaims.RunAsync(work.ReclaimAsync);
            if (_rounds++ % TidyEvery == 0) await TidyAsync();
            _reclaimedAt = Time.GetTimestamp();
        }

        return due.Until(RedisDueList.Later) is var wait && wait > TimeSpan.Zero && wait < Pause ? wait : Pause;
    }

    private Task TidyAsync() => _tidies.RunAsync(partition => RedisConsumers.RemoveAsync(redis, partition, leaving: "", GoneAfter));

    private bool IsOurs(RedisPartition partition) =>
        _refusedAt[partition.Index] is not { } refused || Time.GetElapsedTime(refused) >= AskAgain;

    private async Task<bool> SweepAsync(RedisPartition partition)
    {
        if (!await due.HasDueAsync(RedisDueList.Later, partition)) return false;
        _refusedAt[partition.Index] = await work.PromoteAsync(partition, SweepTime) ? null : Time.GetTimestamp();
        return true;
    }
}
