using CsrAgent.Telemetry;
using CsrAgent.Turns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// Brings back what no stream delivers by itself: conversations that were postponed, several times a second, and those of dead workers,
/// several times in a lease's length. Any number of processes may do so at once.
/// </summary>
internal sealed class RedisSweeper(
    RedisWork work,
    LoopHealth health,
    IOptions<TurnOptions> options,
    TimeProvider time,
    ILogger<RedisSweeper> logger
) : PeriodicLoop(health, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly TimeSpan _reclaimEvery = options.Value.LeaseTime / 5;
    private long _reclaimedAt = time.GetTimestamp();

    protected override TimeSpan StartDelay => Pause;

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        await work.PromoteAsync();
        if (Time.GetElapsedTime(_reclaimedAt) >= _reclaimEvery)
        {
            await work.ReclaimAsync();
            _reclaimedAt = Time.GetTimestamp();
        }

        return Pause;
    }
}
