namespace CsrAgent.Conversations;

/// <summary>A conversation without its messages.</summary>
public sealed record Conversation
{
    public required ConversationId Id { get; init; }

    /// <summary>Never reused: distinguishes this conversation from an erased one with the same id.</summary>
    public long Incarnation { get; init; }

    /// <summary>The customer's id on the channel.</summary>
    public required string UserId { get; init; }

    public required string Channel { get; init; }

    public ConversationStatus Status { get; init; } = ConversationStatus.Bot;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The open hand-off while the conversation waits for a person or a person owns it, else null.</summary>
    public EscalationTicket? Escalation { get; init; }

    /// <summary>Messages up to this sequence number are history for people but no longer context for the agent.</summary>
    public long ContextStart { get; init; }

    public ConversationState State { get; init; } = ConversationState.New;
}
