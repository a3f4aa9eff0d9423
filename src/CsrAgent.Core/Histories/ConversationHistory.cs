using CsrAgent.Conversations;

namespace CsrAgent.Histories;

/// <summary>A conversation as the server shows it.</summary>
public sealed record ConversationHistory
{
    public required string SessionId { get; init; }

    /// <summary>Null for an unknown conversation, and where the reader does not care.</summary>
    public ConversationStatus? Status { get; init; }

    /// <summary>In the order of the history, with those that wait for their turn at the end; none for an unknown conversation.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>The notices with which hand-offs of this conversation began: behind them the agent may stay silent.</summary>
    public IReadOnlyList<string> HandoffNotices { get; init; } = [];

    /// <summary>When it was read, by the server's clock.</summary>
    public required DateTimeOffset ReadAt { get; init; }
}
