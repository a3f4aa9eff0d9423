using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Privacy;
using CsrAgent.Sentiment;

namespace CsrAgent.Handoff;

/// <summary>
/// A person who writes to the customer where the customer writes, such as in the ticket itself: the conversation is theirs from then on.
/// The customer has read it there, so nothing is sent, and that place's own timers count. The audit log says who it was.
/// </summary>
/// <remarks>Six constructor parameters: what decides the step, what applies it, and the record of it.</remarks>
public sealed class HandoffTakeover(
    HandoffSteps steps,
    HandoffMessages messages,
    TicketFactory tickets,
    EscalationRules rules,
    IAuditLog audit,
    IHandoffClock clock
)
{
    private const int MaxTries = 20;

    /// <summary>False if there was nothing to take: no such conversation, one that has ended, or a message that is known.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="agent">The person's name, as written.</param>
    /// <param name="text">The message, as written.</param>
    /// <param name="key">Identifies the message when it comes again.</param>
    /// <param name="cancellationToken">Cancels before the step, never during it.</param>
    public async Task<bool> TakeAsync(ConversationId id, string agent, string text, string key, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await steps.ReadRecentAsync(id, cancellationToken) is not { } page) return false;
            var conversation = page.Conversation;
            if (conversation.Status == ConversationStatus.Ended) return false;
            if (page.Messages.Any(message => message.Role == MessageRole.Human && message.MessageKey == key)) return false;
            var message = messages.FromAgent(agent, text, key);
            var taken = (conversation.Escalation ?? Open(page)) with
            {
                State = EscalationState.Claimed,
                Agent = agent,
                ClaimedAt = conversation.Escalation?.ClaimedAt ?? clock.UtcNow,
                OverdueAt = null,
                SummaryAt = null,
            };
            var step = new HandoffStep(taken, ConversationStatus.Human, message) { IsReceived = true };
            if (await steps.ApplyAsync(conversation, conversation.Escalation, step, cancellationToken) is not { } after) continue;
            await RecordAsync("escalation.takeover", after, CancellationToken.None);
            return true;
        }

        throw new CsrAgentException($"The conversation {id} changed {MaxTries} times during one step; try again.");
    }

    /// <summary>The person has settled the matter: the agent answers again, with a new context. False if nobody had it.</summary>
    public async Task<bool> ReturnAsync(ConversationId id, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var page = await steps.ReadRecentAsync(id, cancellationToken);
            if (page?.Conversation is not { Escalation: { } ticket } conversation) return false;
            var returned = ticket with { State = EscalationState.Returned, ClosedAt = clock.UtcNow };
            var step = new HandoffStep(returned, ConversationStatus.Bot, null);
            if (await steps.ApplyAsync(conversation, ticket, step, cancellationToken) is not { } after) continue;
            await RecordAsync("escalation.return", after, CancellationToken.None);
            return true;
        }

        throw new CsrAgentException($"The conversation {id} changed {MaxTries} times during one step; try again.");
    }

    /// <summary>The hand-off that nobody had asked for before the person came.</summary>
    private EscalationTicket Open(ConversationPage page) =>
        tickets.Create(
            page.Conversation.Id,
            rules.HandOff(EscalationReason.Policy),
            new HandoffFacts
            {
                Reason = EscalationReason.Policy,
                Messages = [.. page.Messages.Where(m => m.Sequence == 0 || m.Sequence > page.Conversation.ContextStart)],
                Moods = page.Conversation.State.Moods,
                Mood = Mood.Neutral,
                Language = page.Conversation.State.Language,
                Channel = page.Conversation.Channel,
                Customer = page.Conversation.UserId,
                Note = "A person answered the customer directly.",
            }
        );

    private Task RecordAsync(string action, EscalationTicket ticket, CancellationToken cancellationToken) =>
        audit.AppendAsync(new(0, clock.UtcNow, ticket.Agent ?? "staff", action, ticket.Id, null), cancellationToken);
}
