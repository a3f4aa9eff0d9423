using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Handoff;

/// <summary>One step of a hand-off.</summary>
public sealed record HandoffChange
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>
    /// Of the conversation that the step was decided on: one that was erased and begun again is another. Null: any, where
    /// <see cref="From"/> says enough.
    /// </summary>
    public long? Incarnation { get; init; }

    /// <summary>
    /// The hand-off as it was when this step was decided; null when it opens a new one on a conversation that the bot owns.
    /// </summary>
    public required EscalationTicket? From { get; init; }

    /// <summary>The hand-off as it is afterwards, but for its revision.</summary>
    public required EscalationTicket Ticket { get; init; }

    /// <summary>The hand-off as it is written.</summary>
    public EscalationTicket After => From is null ? Ticket : Ticket with { Revision = From.Revision + 1 };

    /// <summary>The conversation's status afterwards.</summary>
    public required ConversationStatus Status { get; init; }

    /// <summary>Messages to append to the history: the person's words, or a notice. Sequence numbers are given by the store.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];

    /// <summary>True to cut the agent's context after these messages.</summary>
    public bool CutContext { get; init; }

    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];
}
