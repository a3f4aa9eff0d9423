using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Sentiment;
using CsrAgent.Signals;

namespace CsrAgent.Handoff;

/// <summary>Opens hand-offs, and raises open ones, as the escalation rules decide.</summary>
public sealed class HandoffFactory(EscalationRules rules, SignalReader signals, TicketFactory tickets, HandoffNotices notices)
{
    /// <summary>From within a turn.</summary>
    internal EscalationTicket ForTurn(ConversationId id, EscalationDecision.HandOff decision, HandoffFacts facts) =>
        tickets.Make(id, decision, facts);

    /// <summary>
    /// For a customer who waits for a person and may be in danger: the ticket, made more urgent, and what the customer reads at once. Null
    /// when the
    /// topic is not of that kind, or was raised before.
    /// </summary>
    /// <param name="text">What the customer wrote.</param>
    internal (EscalationTicket Ticket, string Help)? Raise(EscalationTicket ticket, EscalationFacts facts, string text, string language)
    {
        if (facts.Topic is not { } topic || topic == ticket.Topic || notices.Help(topic, language) is not { } help) return null;
        return (tickets.Raise(ticket, HandOff(facts), topic, text), help);
    }

    /// <summary>For a turn that was given up.</summary>
    internal EscalationTicket ForFailure(ConversationId id, HandoffFacts facts) =>
        tickets.Make(id, HandOff(new EscalationFacts { Failed = true }), facts);

    /// <summary>For the customer who pressed "talk to a person".</summary>
    public EscalationTicket ForCustomerRequest(Conversation conversation, IReadOnlyList<Message> history)
    {
        var last = history.LastOrDefault(m => m.Role == MessageRole.Customer) is { } message
            ? signals.Read(message.Text, conversation.State)
            : null;
        return tickets.Make(
            conversation.Id,
            HandOff(new EscalationFacts { WantsHuman = true }),
            new HandoffFacts
            {
                Reason = EscalationReason.CustomerRequest,
                Messages = [.. history.Where(m => m.Sequence == 0 || m.Sequence > conversation.ContextStart)],
                Moods = conversation.State.Moods,
                Mood = last?.Mood ?? Mood.Neutral,
                Language = conversation.State.Language ?? last?.Language,
                Channel = conversation.Channel,
                Customer = conversation.UserId,
            }
        );
    }

    private EscalationDecision.HandOff HandOff(EscalationFacts facts) =>
        rules.Decide(facts) as EscalationDecision.HandOff
        ?? throw new InvalidOperationException("The escalation rules must hand over a customer's own request and a failure.");
}
