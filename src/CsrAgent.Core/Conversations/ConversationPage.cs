namespace CsrAgent.Conversations;

/// <summary>One page of a conversation's history.</summary>
/// <param name="Next">Pass as <c>after</c> to read on; null on the last page.</param>
public sealed record ConversationPage(Conversation Conversation, IReadOnlyList<Message> Messages, long? Next);

/// <summary>Which conversations to list; a null property does not filter.</summary>
public sealed record ConversationFilter
{
    public string? UserId { get; init; }

    public ConversationStatus? Status { get; init; }

    /// <summary>Only those without activity since then, and without a message that waits.</summary>
    public DateTimeOffset? IdleSince { get; init; }

    public int Limit { get; init; } = 100;
}
