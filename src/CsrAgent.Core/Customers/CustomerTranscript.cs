using CsrAgent.Conversations;

namespace CsrAgent.Customers;

/// <param name="Handoffs">Oldest first, each with what the customer thought of it.</param>
public sealed record CustomerTranscript(
    Conversation Conversation,
    IReadOnlyList<Message> Messages,
    IReadOnlyList<EscalationTicket> Handoffs
);
