using CsrAgent.Conversations;
using CsrAgent.Handoff.Summaries;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Handoff;

/// <summary>
/// Looks every few seconds for hand-offs about which there is something to do. Any number of processes may: each step is applied once.
/// Summaries, which take a model's time, hold nothing else up.
/// </summary>
internal sealed class HandoffWatch(
    IHandoffStore handoffs,
    OverdueHandoffs overdue,
    SummaryWriter summaries,
    LoopHealth health,
    TimeProvider time,
    ILogger<HandoffWatch> logger
) : BackgroundService
{
    private const int MaxAtOnce = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private Task _summaries = Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryLookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }

        await _summaries;
    }

    /// <summary>One look; returns how many hand-offs had waited too long and are dealt with.</summary>
    internal async Task<int> LookAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
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

    private async Task TryLookAsync(CancellationToken stopping)
    {
        try
        {
            await LookAsync(stopping);
            health.Beat(nameof(HandoffWatch));
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested) // The edge of one look: the next is due in a moment.
        {
            health.Fault(nameof(HandoffWatch), e);
            logger.LogError(e, "Looking for hand-offs that wait failed; looking again in {Pause}", Pause);
        }
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
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested) // The edge of one hand-off: it is still due, the others go on.
        {
            logger.LogError(e, "What is due about hand-off {EscalationId} failed; trying again", ticket.Id);
            return false;
        }
        catch (OperationCanceledException)
        {
            // The server stops; it is still due.
            return false;
        }
    }
}
