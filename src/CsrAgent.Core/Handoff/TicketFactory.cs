using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Handoff.Summaries;
using CsrAgent.Handoff.Teams;

namespace CsrAgent.Handoff;

/// <summary>
/// Creates the ticket of a new hand-off: which team takes it, what the customer reads, and when it is overdue. Also raises the priority of
/// an open one.
/// </summary>
public sealed class TicketFactory(TeamDirectory teams, HandoffTimer timer, HandoffNotices notices, SummaryModel model, IHandoffClock clock)
{
    public EscalationTicket Create(ConversationId id, EscalationDecision.HandOff decision, HandoffFacts facts)
    {
        var now = clock.UtcNow;
        var team = teams.AvailableTeam(decision.Team, now);
        var ticket = new EscalationTicket
        {
            Id = "esc_" + Guid.CreateVersion7(now).ToString("N"),
            ConversationId = id,
            Reason = decision.Reason,
            Topic = facts.Topic,
            Language = facts.Language,
            Team = team,
            Priority = decision.Priority,
            Summary = HandoffSummary.Compose(facts),
            CreatedAt = now,
            OverdueAt = timer.ClaimUntil(team, decision.Priority, now),
            SummaryAt = model.IsThere ? now : null,
        };
        return ticket with { NoticeText = notices.Opened(ticket, facts.Language, now) };
    }

    /// <summary>
    /// The ticket of a customer who no longer wants a person. Null where it has to stay: one who may be in danger often writes "never
    /// mind".
    /// </summary>
    public EscalationTicket? Withdraw(EscalationTicket ticket) =>
        notices.Help(ticket.Topic, ticket.Language) is null ? ticket.Withdraw(clock.UtcNow) : null;

    /// <summary>
    /// For a customer who waits for a person and may be in danger: the ticket with a higher priority, and what the customer reads at once.
    /// Null when the topic has no immediate help.
    /// </summary>
    /// <param name="text">The customer's message.</param>
    public (EscalationTicket Ticket, string Help)? Raise(
        EscalationTicket ticket,
        EscalationDecision.HandOff decision,
        string topic,
        string text,
        string language
    )
    {
        if (notices.Help(topic, language) is not { } help) return null;
        var now = clock.UtcNow;
        var team = teams.AvailableTeam(decision.Team, now);
        var priority = decision.Priority > ticket.Priority ? decision.Priority : ticket.Priority;
        var raised = ticket with
        {
            Revision = ticket.Revision + 1,
            Topic = topic,
            Team = team,
            Priority = priority,
            Summary = $"{HandoffSummary.Since(topic, text)}\n\n{ticket.Summary}",
            OverdueAt = timer.ClaimUntil(team, priority, now),
        };
        return (raised, help);
    }
}
