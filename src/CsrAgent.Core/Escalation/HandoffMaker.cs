using CsrAgent.Conversations;
using CsrAgent.Sentiment;
using CsrAgent.Turns;

namespace CsrAgent.Escalation;

/// <summary>Opens hand-offs: who takes them, how urgent they are, and what the person reads first.</summary>
public sealed class HandoffMaker(EscalationRules rules, SignalReader signals, HandoffOpening opening, HandoffWords words)
{
    /// <summary>From within a turn.</summary>
    /// <param name="note">What the model, or the failure, has to say to the person; null for nothing.</param>
    internal EscalationTicket ForTurn(HeardTurn heard, EscalationDecision.HandOff decision, string? note) => opening.Make(heard.Conversation.Id, decision, new HandoffFacts
    {
        Reason = decision.Reason,
        Topic = heard.Signals.Topic,
        Messages = [.. heard.Lease.History, .. heard.Lease.Messages.Select(Said)],
        Moods = heard.Before.Moods,
        Mood = heard.Signals.Mood,
        Language = heard.Signals.Language,
        Channel = heard.Conversation.Channel,
        Customer = heard.Conversation.UserId,
        Metadata = heard.Lease.Messages.LastOrDefault(m => m.Metadata is not null)?.Metadata,
        Note = note,
    });

    /// <summary>
    /// For a customer who waits for a person and may be in danger: the hand-off, made more urgent, and what they read at once. Null: it is nothing of
    /// that kind, or it was said before.
    /// </summary>
    internal (EscalationTicket Ticket, string Help)? Raise(HeardTurn heard)
    {
        if (heard is not { Conversation: { Status: ConversationStatus.WaitingForHuman, Escalation: { } ticket }, Signals: { Topic: { } topic, Language: var language } }) return null;
        if (topic == ticket.Topic || words.Help(topic, language) is not { } help) return null;
        return (opening.Raise(ticket, HandOff(heard.Facts()), topic, heard.Text), help);
    }

    /// <summary>For a turn that was given up.</summary>
    internal EscalationTicket ForFailure(HeardTurn heard, string note) => ForTurn(heard, HandOff(new EscalationFacts { Failed = true }), note);

    /// <summary>For the customer who pressed "talk to a person".</summary>
    public EscalationTicket ForCustomerRequest(Conversation conversation, IReadOnlyList<Message> history)
    {
        var last = history.LastOrDefault(m => m.Role == MessageRole.Customer) is { } said ? signals.Read(said.Text, conversation.State) : null;
        return opening.Make(conversation.Id, HandOff(new EscalationFacts { WantsHuman = true }), new HandoffFacts
        {
            Reason = EscalationReason.CustomerRequest,
            Messages = [.. history.Where(m => m.Sequence == 0 || m.Sequence > conversation.ContextStart)],
            Moods = conversation.State.Moods,
            Mood = last?.Mood ?? Mood.Neutral,
            Language = conversation.State.Language ?? last?.Language,
            Channel = conversation.Channel,
            Customer = conversation.UserId,
        });
    }

    private EscalationDecision.HandOff HandOff(EscalationFacts facts) => rules.Decide(facts) as EscalationDecision.HandOff
        ?? throw new InvalidOperationException("The escalation rules must hand over a customer's own request and a failure.");

    private static Message Said(PendingMessage pending) => new() { Id = pending.Id, Role = MessageRole.Customer, Text = pending.Text, At = pending.AcceptedAt };
}
