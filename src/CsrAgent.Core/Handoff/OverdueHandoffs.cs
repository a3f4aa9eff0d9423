using System.Diagnostics;
using CsrAgent.Conversations;
using CsrAgent.Privacy;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Handoff;

/// <summary>
/// Handles a hand-off that has waited too long: passes it on, or takes it back from a person who does not write, and tells the customer. If
/// several processes try at once, one succeeds.
/// </summary>
/// <remarks>Six constructor parameters, of which three decide and apply the step, and three record it.</remarks>
internal sealed class OverdueHandoffs(
    HandoffSteps steps,
    HandoffTimer timer,
    HandoffMessages messages,
    IAuditLog audit,
    TimeProvider time,
    ILogger<OverdueHandoffs> logger
)
{
    /// <summary>False when nothing was done: another process did it, or the hand-off has changed in the meantime.</summary>
    public async Task<bool> ActAsync(EscalationTicket ticket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ticket.OverdueAt is not { } overdue || overdue > now) return false;
        if (await steps.ReadRecentAsync(ticket.ConversationId, cancellationToken) is not { } page) return false;
        return ticket.State == EscalationState.Open
            ? await PassOnAsync(ticket, page.Conversation, now, cancellationToken)
            : await CheckPersonAsync(ticket, page, now, cancellationToken);
    }

    private Task<bool> PassOnAsync(
        EscalationTicket ticket,
        Conversation conversation,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var passed = timer.PassOn(ticket, now);
        var step = new HandoffStep(passed, ConversationStatus.WaitingForHuman, messages.PassedOn(passed, LanguageOf(conversation, ticket)));
        return ApplyAsync(conversation, ticket, step, passed.OverdueAt is null ? "told_last" : "passed_on", cancellationToken);
    }

    private Task<bool> CheckPersonAsync(
        EscalationTicket ticket,
        ConversationPage page,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var since = HandoffTimer.WaitsSince(ticket, page.Messages) ?? now;
        var until = timer.WordUntil(ticket.Team, since < now ? since : now);
        if (until is null || until > now)
        {
            return ApplyAsync(
                page.Conversation,
                ticket,
                new(ticket with { OverdueAt = until }, ConversationStatus.Human, null),
                null,
                cancellationToken
            );
        }
        var back = timer.TakeBack(ticket, now);
        var step = new HandoffStep(
            back,
            ConversationStatus.WaitingForHuman,
            messages.TakenBack(back, LanguageOf(page.Conversation, ticket))
        );
        return ApplyAsync(page.Conversation, ticket, step, "taken_back", cancellationToken);
    }

    /// <param name="action">The action as reported in metrics; null when only the timer was reset.</param>
    private async Task<bool> ApplyAsync(
        Conversation conversation,
        EscalationTicket ticket,
        HandoffStep step,
        string? action,
        CancellationToken cancellationToken
    )
    {
        if (await steps.ApplyAsync(conversation, ticket, step, cancellationToken) is not { } after) return false;
        if (action is not null) await ReportAsync(after, action, cancellationToken);
        return true;
    }

    private async Task ReportAsync(EscalationTicket ticket, string action, CancellationToken cancellationToken)
    {
        HandoffMetrics.Overdue.Add(1, new TagList { { "action", action } });
        logger.LogWarning(
            "Hand-off {EscalationId} waited too long: {Action}, now {Priority} with {Team}",
            ticket.Id,
            action,
            ticket.Priority,
            ticket.Team
        );
        var entry = new AuditEntry(
            0,
            time.GetUtcNow(),
            "system",
            $"escalation.{action}",
            ticket.Id,
            $"{ticket.Priority.ToWireName()}, {ticket.Team}"
        );
        await audit.AppendAsync(entry, cancellationToken);
    }

    private static string? LanguageOf(Conversation conversation, EscalationTicket ticket) => conversation.State.Language ?? ticket.Language;
}
