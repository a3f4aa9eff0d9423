using System.Diagnostics;
using CsrAgent.Conversations;
using CsrAgent.Privacy;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Escalation;

/// <summary>
/// Does what is due about a hand-off that has waited too long: passes it on, or takes it back from a person who does not write, and tells the
/// customer. Of several processes that try the same at once, one does it.
/// </summary>
internal sealed class OverdueHandoffs(DeskSteps steps, HandoffTimer timer, DeskMessages messages, IAuditLog audit, ILogger<OverdueHandoffs> logger)
{
    /// <summary>False when nothing was done: another process has, or the hand-off has gone on meanwhile.</summary>
    public async Task<bool> ActAsync(EscalationTicket ticket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ticket.OverdueAt is not { } overdue || overdue > now) return false;
        if (await steps.ReadRecentAsync(ticket.ConversationId, cancellationToken) is not { } page) return false;
        return ticket.State == EscalationState.Open
            ? await PassOnAsync(ticket, page.Conversation, timer.PassOn(ticket, now), now, cancellationToken)
            : await CheckPersonAsync(ticket, page, now, cancellationToken);
    }

    private async Task<bool> PassOnAsync(EscalationTicket ticket, Conversation conversation, EscalationTicket passed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var step = new DeskStep(passed, ConversationStatus.WaitingForHuman, messages.PassedOn(passed, conversation.State.Language ?? passed.Language));
        if (await steps.ApplyAsync(conversation, ticket, step, cancellationToken) is not { } after) return false;
        await ReportAsync(after, after.OverdueAt is null ? "told_last" : "passed_on", now, cancellationToken);
        return true;
    }

    private async Task<bool> CheckPersonAsync(EscalationTicket ticket, ConversationPage page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = timer.WordUntil(ticket.Team, HandoffTimer.WaitsSince(ticket, page.Messages) ?? now);
        if (until is null || until > now) return await steps.ApplyAsync(page.Conversation, ticket, new(ticket with { OverdueAt = until }, ConversationStatus.Human, null), cancellationToken) is not null;
        var back = timer.TakeBack(ticket, now);
        if (await steps.ApplyAsync(page.Conversation, ticket, new(back, ConversationStatus.WaitingForHuman, messages.TakenBack(back, page.Conversation.State.Language ?? back.Language)), cancellationToken) is not { } after) return false;
        await ReportAsync(after, "taken_back", now, cancellationToken);
        return true;
    }

    private async Task ReportAsync(EscalationTicket ticket, string action, DateTimeOffset now, CancellationToken cancellationToken)
    {
        EscalationMetrics.Overdue.Add(1, new TagList { { "action", action } });
        logger.LogWarning("Hand-off {EscalationId} waited too long: {Action}, now {Priority} with {Team}", ticket.Id, action, ticket.Priority, ticket.Team);
        await audit.AppendAsync(new AuditEntry(0, now, "system", $"escalation.{action}", ticket.Id, $"{ticket.Priority.ToWireName()}, {ticket.Team}"), cancellationToken);
    }
}
