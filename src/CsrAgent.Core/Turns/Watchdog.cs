using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

/// <summary>
/// Finds conversations whose attempts failed and that have waited longer than <see cref="TurnOptions.MaxSilence"/>, whatever keeps them
/// now. Their turns are given up: the customer is notified, and a person takes over. It does not share the workers' capacity, so a busy
/// pool cannot hold it up. Conversations that nobody has tried yet are left to the workers: they are answered late, and an overload is not
/// passed on to people.
/// </summary>
internal sealed class Watchdog(
    ITurnQueue queue,
    TurnRunner runner,
    LoopHealth health,
    IOptions<TurnOptions> options,
    TimeProvider time,
    ILogger<Watchdog> logger
) : PeriodicLoop(health, time, logger)
{
    private const int MaxAtOnce = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>After a long downtime, the workers go first: what they answer need not be given up.</summary>
    protected override TimeSpan StartDelay => Pause;

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        var silent = await queue.TakeAsync(new TakeRequest(MaxAtOnce, TimeSpan.Zero, options.Value.MaxSilence), stopping);
        await Task.WhenAll(silent.Select(lease => runner.RunAsync(lease, stopping)));
        return silent.Count == MaxAtOnce ? TimeSpan.Zero : Pause;
    }
}
