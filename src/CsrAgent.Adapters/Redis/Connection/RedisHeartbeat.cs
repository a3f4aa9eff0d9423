using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>Looks again and again at what was checked at the start, since it may change while the process runs.</summary>
internal sealed class RedisHeartbeat(RedisClock clock, LoopHealth health, TimeProvider time, ILogger<RedisHeartbeat> logger)
    : PeriodicLoop(health, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override TimeSpan StartDelay => Pause;

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        await clock.MeasureAsync();
        return Pause;
    }
}
