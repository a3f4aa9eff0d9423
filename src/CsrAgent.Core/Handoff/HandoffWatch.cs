using CsrAgent.Conversations;
using CsrAgent.Handoff.Summaries;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Handoff;

/// <summary>
/// Checks every few seconds for hand-offs with something due. Any number of processes may do so: each step is applied once. Summaries,
/// which wait for a model, do not hold up anything else.
/// </summary>
/// <remarks>Seven constructor parameters: what is due by which clock, who acts on it, and what each loop needs.</remarks>
internal sealed class HandoffWatch(
    IHandoffStore handoffs,
    OverdueHandoffs overdue,
    SummaryWriter summaries,
    IHandoffClock clock,
    LoopHealth health,
    TimeProvider time,
    ILogger<HandoffWatch> logger
) : PeriodicLoop(health, time, logger)
{
    private const int MaxAtOnce = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private Task _summaries = Task.CompletedTask;

    protected override TimeSpan StartDelay => Pause;

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        await LookAsync(stopping);
        return Pause;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _summaries.WaitAsync(cancellationToken);
    }

    /// <summary>One pass; returns how many overdue hand-offs it handled.</summary>
    internal async Task<int> LookAsync(CancellationToken stopping)
    {
        var now = clock.UtcNow;
        var due = await handoffs.ListDueAsync(now, MaxAtOnce, stopping);
        if (_summaries.IsCompleted)
        {
            _summaries = TryAllAsync(
                due.Where(ticket => ticket.SummaryAt <= now),
                ticket => summaries.WriteAsync(ticket, stopping),
                stopping
            );
        }
        var done = await TryAllAsync(
            due.Where(ticket => ticket.OverdueAt <= now),
            ticket => overdue.ActAsync(ticket, now, stopping),
            stopping
        );
        return done.Count(isDone => isDone);
    }

    private Task<bool[]> TryAllAsync(
        IEnumerable<EscalationTicket> tickets,
        Func<EscalationTicket, Task<bool>> act,
        CancellationToken stopping
    ) => Task.WhenAll(tickets.Select(ticket => TryAsync(ticket, act, stopping)));

    private async Task<bool> TryAsync(EscalationTicket ticket, Func<EscalationTicket, Task<bool>> act, CancellationToken stopping)
    {
        try
        {
            return await act(ticket);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // A failed hand-off is still due, and must not stop the others.
            Logger.LogError(e, "The step due for hand-off {EscalationId} failed; it will be retried", ticket.Id);
            return false;
        }
        catch (OperationCanceledException)
        {
            // The server is stopping; the hand-off is still due.
            return false;
        }
    }
}
