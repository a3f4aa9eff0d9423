using CsrAgent.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// Looks again and again at what was checked at the start, since it may change while the process runs: the clock, and who writes there.
/// </summary>
internal sealed class RedisHeartbeat(
    RedisConnection redis,
    RedisClock clock,
    IHostApplicationLifetime lifetime,
    LoopHealth health,
    ILogger<RedisHeartbeat> logger
) : PeriodicLoop(health, redis.Time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override TimeSpan StartDelay => Pause;

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        await clock.MeasureAsync();
        try
        {
            await RedisSchema.CheckAsync(redis);
        }
        catch (CsrAgentException e)
        {
            Logger.LogCritical("The server stops: {Reason}", e.Message);
            lifetime.StopApplication();
        }

        return Pause;
    }
}
