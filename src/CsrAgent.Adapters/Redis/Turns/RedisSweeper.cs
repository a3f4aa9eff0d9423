using CsrAgent.Telemetry;
using CsrAgent.Turns;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// Brings back what is not read from a stream by itself: conversations that were put off, several times a second, and those of dead
/// workers,
/// several times in a lease's length. Any number of processes may do it at once.
/// </summary>
internal sealed class RedisSweeper(
    RedisWork work,
    LoopHealth health,
    IOptions<TurnOptions> options,
    TimeProvider time,
    ILogger<RedisSweeper> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly TimeSpan _reclaimEvery = options.Value.LeaseTime / 5;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reclaimed = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, time, stoppingToken);
                await work.PromoteAsync();
                if (time.GetElapsedTime(reclaimed) >= _reclaimEvery)
                {
                    await work.ReclaimAsync();
                    reclaimed = time.GetTimestamp();
                }

                health.Beat(nameof(RedisSweeper));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) // The edge of one round: the next is due in a moment.
            {
                health.Fault(nameof(RedisSweeper), e);
                logger.LogWarning(
                    "Looking for conversations that were put off, or whose worker died, failed; looking again: {Fault}",
                    e.Message
                );
            }
        }
    }
}
