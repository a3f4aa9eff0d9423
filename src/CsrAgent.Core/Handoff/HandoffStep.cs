using CsrAgent.Conversations;

namespace CsrAgent.Handoff;

/// <summary>One step of a hand-off, decided and not yet applied.</summary>
/// <param name="Ticket">The hand-off afterwards.</param>
/// <param name="Status">The conversation's status afterwards.</param>
/// <param name="Message">What the customer reads about it, or null for nothing.</param>
public sealed record HandoffStep(EscalationTicket Ticket, ConversationStatus Status, Message? Message)
{
    /// <summary>The agent goes on with what it knows, though the hand-off has ended.</summary>
    public bool KeepsContext { get; init; }

    /// <summary>The customer has the message already, from where the person wrote it: it is not sent.</summary>
    public bool IsReceived { get; init; }
}
