using CsrAgent.Conversations;

namespace CsrAgent.Turns.Mailbox;

/// <summary>The exclusive right to answer a conversation's mailbox for a while, with everything needed to do so.</summary>
public sealed record TurnLease
{
    public required TurnId TurnId { get; init; }

    /// <summary>
    /// Increases with each lease of the conversation and each change of its owner; a commit with an older fence is refused.
    /// </summary>
    public required long Fence { get; init; }

    /// <summary>
    /// When the lease was requested (<see cref="TimeProvider.GetTimestamp"/> of this process, which continues while the process is
    /// suspended): it holds for at least <c>LeaseTime</c> from then.
    /// </summary>
    public required long TakenAt { get; init; }

    /// <summary>How often this turn was started, including this time.</summary>
    public required int Attempt { get; init; }

    /// <summary>How long the oldest message had waited when the lease was taken, by the store's clock.</summary>
    public TimeSpan Waited { get; init; }

    public required Conversation Conversation { get; init; }

    /// <summary>All unseen messages, oldest first; at least one.</summary>
    public required IReadOnlyList<PendingMessage> Messages { get; init; }

    /// <summary>
    /// The most recent context before them, oldest first: nothing from before <see cref="Conversation.ContextStart"/>, and not
    /// <see cref="Messages"/> once more, where they are retried.
    /// </summary>
    public required IReadOnlyList<Message> History { get; init; }

    public ConversationId ConversationId => Conversation.Id;
}
