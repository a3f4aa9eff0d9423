using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Sentiment;
using CsrAgent.Signals;

namespace CsrAgent.Handoff;

/// <summary>The hand-off of a customer who pressed "talk to a person", outside any turn.</summary>
public sealed class RequestedHandoff(EscalationRules rules, SignalReader signals, TicketFactory tickets)
{
    public EscalationTicket Create(Conversation conversation, IReadOnlyList<Message> history)
    {
        var last = history.LastOrDefault(m => m.Role == MessageRole.Customer) is { } message
            ? signals.Read(message.Text, conversation.State)
            : null;
        return tickets.Create(
            conversation.Id,
            rules.HandOff(EscalationReason.CustomerRequest),
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
}
