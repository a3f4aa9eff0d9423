using CsrAgent.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

/// <summary>
/// Finds conversations that have waited longer than <see cref="TurnOptions.MaxSilence"/>, whatever kept them: a back-off, a full worker
/// pool, a lost wake-up. Their turns are given up, with a hand-off and an honest word. Has room of its own, so that a busy worker pool can
/// not hold it up.
/// </summary>
internal sealed class Watchdog(
    ITurnQueue queue,
    TurnRunner runner,
    LoopHealth health,
    IOptions<TurnOptions> options,
    TimeProvider time,
    ILogger<Watchdog> logger
) : BackgroundService
{
    private const int MaxAtOnce = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await WaitAsync(timer, stoppingToken))
        {
            try
            {
                while (await LookAsync(stoppingToken) == MaxAtOnce) health.Beat(nameof(Watchdog));
                health.Beat(nameof(Watchdog));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) // The edge of one look: the next one is due in two seconds.
            {
                health.Fault(nameof(Watchdog), e);
                logger.LogError(e, "Looking for silent conversations failed; looking again in {Pause}", Pause);
            }
        }
    }

    private async Task<int> LookAsync(CancellationToken stopping)
    {
        var since = time.GetUtcNow() - options.Value.MaxSilence;
        var silent = await queue.TakeAsync(new TakeRequest(MaxAtOnce, TimeSpan.Zero, since), stopping);
        await Task.WhenAll(silent.Select(lease => runner.RunAsync(lease, stopping)));
        return silent.Count;
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
