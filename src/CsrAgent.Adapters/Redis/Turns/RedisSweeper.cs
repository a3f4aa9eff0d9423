using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Telemetry;
using CsrAgent.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// Brings back what no stream delivers by itself: conversations that were postponed, several times a second, and those of dead workers,
/// several times in a lease's length. Of all processes one looks after the postponed ones of a partition; the others ask now and then
/// whether it still does.
/// </summary>
internal sealed class RedisSweeper(
    RedisConnection redis,
    RedisWork work,
    LoopHealth health,
    IOptions<TurnOptions> options,
    ILogger<RedisSweeper> logger
) : PeriodicLoop(health, redis.Time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SweepTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _reclaimEvery = options.Value.LeaseTime / 5;
    private readonly long?[] _refusedAt = new long?[redis.Partitions.All.Count];
    private long _reclaimedAt = redis.Time.GetTimestamp();

    protected override TimeSpan StartDelay => Pause;

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        await Task.WhenAll(redis.Partitions.All.Where(IsOurs).Select(SweepAsync));
        if (Time.GetElapsedTime(_reclaimedAt) >= _reclaimEvery)
        {
            await work.ReclaimAsync();
            _reclaimedAt = Time.GetTimestamp();
        }

        return Pause;
    }

    private bool IsOurs(RedisPartition partition) =>
        _refusedAt[partition.Index] is not { } refused || Time.GetElapsedTime(refused) >= AskAgain;

    private async Task SweepAsync(RedisPartition partition) =>
        _refusedAt[partition.Index] = await work.PromoteAsync(partition, SweepTime) ? null : Time.GetTimestamp();
}
