using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Handoff;

/// <summary>One step of a hand-off.</summary>
public sealed record HandoffChange
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>
    /// The incarnation of the conversation that the step was decided on: one that was erased and started again is a different one. Null for
    /// any, if <see cref="From"/> is sufficient.
    /// </summary>
    public long? Incarnation { get; init; }

    /// <summary>The hand-off that this step was decided on; null when it opens a new one on a conversation that the bot owns.</summary>
    public required EscalationTicket? From { get; init; }

    /// <summary>The hand-off afterwards, except for its revision.</summary>
    public required EscalationTicket Ticket { get; init; }

    /// <summary>The hand-off as it will be stored.</summary>
    public EscalationTicket After => From is null ? Ticket : Ticket with { Revision = From.Revision + 1 };

    /// <summary>The conversation's status afterwards.</summary>
    public required ConversationStatus Status { get; init; }

    /// <summary>Messages to append to the history: the person's message, or a notice. The store assigns sequence numbers.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];

    /// <summary>True to cut the agent's context after these messages.</summary>
    public bool CutContext { get; init; }

    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];
}
