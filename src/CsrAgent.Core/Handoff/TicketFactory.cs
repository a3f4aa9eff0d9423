using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Handoff.Summaries;
using CsrAgent.Handoff.Teams;

namespace CsrAgent.Handoff;

/// <summary>
/// Makes the ticket that a hand-off begins with: which team is there for it, what the customer is told, and until when somebody has to
/// come.
/// </summary>
public sealed class TicketFactory(TeamDirectory teams, HandoffTimer timer, HandoffNotices notices, SummaryModel model, TimeProvider time)
{
    public EscalationTicket Make(ConversationId id, EscalationDecision.HandOff decision, HandoffFacts facts)
    {
        var now = time.GetUtcNow();
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

    /// <summary>An open one, as it is after the customer has said what makes it more urgent.</summary>
    public EscalationTicket Raise(EscalationTicket ticket, EscalationDecision.HandOff decision, string topic, string text)
    {
        var now = time.GetUtcNow();
        var (team, priority) = (
            teams.AvailableTeam(decision.Team, now),
            decision.Priority > ticket.Priority ? decision.Priority : ticket.Priority
        );
        return ticket with
        {
            Revision = ticket.Revision + 1,
            Topic = topic,
            Team = team,
            Priority = priority,
            Summary = $"{HandoffSummary.Since(topic, text)}\n\n{ticket.Summary}",
            OverdueAt = timer.ClaimUntil(team, priority, now),
        };
    }
}
