using CsrAgent.Conversations;
using CsrAgent.Handoff.Teams;
using Microsoft.Extensions.Options;

namespace CsrAgent.Handoff;

/// <summary>When a hand-off has waited too long, and what happens then. Pure; waits are counted during the team's hours.</summary>
public sealed class HandoffTimer(TeamDirectory teams, IOptions<HandoffOptions> options)
{
    private readonly HandoffOptions _options = options.Value;

    /// <summary>The time by which a person must take the hand-off.</summary>
    public DateTimeOffset? ClaimUntil(string team, EscalationPriority priority, DateTimeOffset from) =>
        _options.MaxPassedOn == 0 ? null : teams.CalendarOf(team).After(from, teams.WaitOf(team, priority));

    /// <summary>The time by which the person who took it must write.</summary>
    public DateTimeOffset? WordUntil(string team, DateTimeOffset from) => teams.CalendarOf(team).After(from, _options.PersonSilence);

    /// <summary>Nobody took it: it goes to the next team with a higher priority. After the last time, its timer ends.</summary>
    public EscalationTicket PassOn(EscalationTicket ticket, DateTimeOffset now)
    {
        var (team, priority, times) = (teams.After(ticket.Team, now), Raise(ticket.Priority), ticket.TimesPassedOn + 1);
        return ticket with
        {
            Team = team,
            Priority = priority,
            TimesPassedOn = times,
            OverdueAt = times < _options.MaxPassedOn ? ClaimUntil(team, priority, now) : null,
        };
    }

    /// <summary>The person who took it does not write: it returns to the queue, and counts as having waited.</summary>
    public EscalationTicket TakeBack(EscalationTicket ticket, DateTimeOffset now)
    {
        var (team, priority) = (teams.AvailableTeam(ticket.Team, now), Raise(ticket.Priority));
        return ticket with
        {
            State = EscalationState.Open,
            Agent = null,
            ClaimedAt = null,
            Team = team,
            Priority = priority,
            TimesPassedOn = 0,
            OverdueAt = ClaimUntil(team, priority, now),
        };
    }

    /// <summary>
    /// Since when the customer has waited for a message from the person who took the hand-off; null while it is the customer's turn.
    /// </summary>
    /// <param name="ticket">A claimed hand-off.</param>
    /// <param name="messages">The end of the conversation, oldest first.</param>
    public static DateTimeOffset? WaitsSince(EscalationTicket ticket, IReadOnlyList<Message> messages)
    {
        // Stores keep message times in milliseconds.
        var claimed = DateTimeOffset.FromUnixTimeMilliseconds(ticket.ClaimedAt!.Value.ToUnixTimeMilliseconds());
        var word = messages.LastOrDefault(message => message.Role == MessageRole.Human && message.At >= claimed);
        if (word is null) return claimed;
        // By their places: what a customer's message and a person's say of the time may come from two clocks.
        var answer = messages.SkipWhile(message => message != word).FirstOrDefault(message => message.Role == MessageRole.Customer);
        return answer is null ? null
            : answer.At > word.At ? answer.At
            : word.At;
    }

    private static EscalationPriority Raise(EscalationPriority priority) => priority == EscalationPriority.Urgent ? priority : priority + 1;
}
