using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

/// <summary>
/// Finds conversations that were tried in vain and have waited longer than <see cref="TurnOptions.MaxSilence"/>, whatever keeps them now.
/// Their turns are given up: the customer is told so, and a person takes over. It does not share the workers' capacity, so that a busy pool
/// cannot hold it up. What nobody has tried yet stays the workers': it is answered late, and an overload does not move to people.
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

    /// <summary>After a long downtime the workers come first: what they answer need not be given up.</summary>
    protected override TimeSpan StartDelay => Pause;

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        var silent = await queue.TakeAsync(new TakeRequest(MaxAtOnce, TimeSpan.Zero, options.Value.MaxSilence), stopping);
        await Task.WhenAll(silent.Select(lease => runner.RunAsync(lease, stopping)));
        return silent.Count == MaxAtOnce ? TimeSpan.Zero : Pause;
    }
}
