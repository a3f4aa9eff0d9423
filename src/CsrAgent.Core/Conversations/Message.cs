using CsrAgent.Sentiment;

namespace CsrAgent.Conversations;

/// <summary>One entry of a conversation's history. Text is stored redacted and otherwise unchanged, character for character.</summary>
public sealed record Message
{
    /// <summary>Unique in the whole system; assigned by the server on acceptance.</summary>
    public required string Id { get; init; }

    /// <summary>The client's id for a customer message, which identifies a repeated send, or null.</summary>
    public string? MessageKey { get; init; }

    /// <summary>Position in the history, from 1 and without gaps; 0 while the message waits for its turn.</summary>
    public long Sequence { get; init; }

    public required MessageRole Role { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The turn that the message belongs to; null while it waits. A turn's customer messages and its one reply share it.</summary>
    public TurnId? TurnId { get; init; }

    /// <summary>The customer's mood; only on customer messages that have been through a turn.</summary>
    public SentimentLabel? Sentiment { get; init; }

    /// <summary>On customer messages: somebody whom the company trusts said who the sender is, and not only the sender.</summary>
    public bool SenderIsProven { get; init; }

    /// <summary>The person's name on <see cref="MessageRole.Human"/> messages, else null.</summary>
    public string? Author { get; init; }

    /// <summary>On <see cref="MessageRole.Agent"/> messages: see <see cref="TurnReply.Model"/>.</summary>
    public string? Model { get; init; }

    public IReadOnlyList<ArticleReference> Articles { get; init; } = [];

    public IReadOnlyList<Citation> Citations { get; init; } = [];
}
