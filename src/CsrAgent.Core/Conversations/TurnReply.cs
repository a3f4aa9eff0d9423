using CsrAgent.Sentiment;

namespace CsrAgent.Conversations;

/// <summary>How a turn ended, as its callers see it. Stored with the turn, so that a repeated request gets the same result.</summary>
public sealed record TurnReply
{
    public required ConversationId ConversationId { get; init; }

    public required TurnId TurnId { get; init; }

    /// <summary>The agent's text; empty when a person owns the conversation and the agent stays silent.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// On the first reply of a conversation whose front end shows it: the sentence that an AI answers, in the customer's language. Channels
    /// that are called have it in the text. Null on all others.
    /// </summary>
    public string? Disclosure { get; init; }

    public required Mood Mood { get; init; }

    /// <summary>The customer's language, ISO 639-1.</summary>
    public required string Language { get; init; }

    /// <summary>0..1, computed from retrieval, citations and verification.</summary>
    public double Confidence { get; init; }

    /// <summary>True when a person should look at this: it was handed over, or a person was offered.</summary>
    public bool ShouldEscalate { get; init; }

    public required ConversationStatus Status { get; init; }

    public EscalationTicket? Escalation { get; init; }

    public IReadOnlyList<ArticleReference> Articles { get; init; } = [];

    public IReadOnlyList<Citation> Citations { get; init; } = [];

    public TokenUsage Tokens { get; init; } = TokenUsage.None;

    /// <summary>
    /// Who chose the words of the text: the name of a model, or one of those of <see cref="Marks.AiMark"/>. Null in replies of earlier
    /// versions, where it is not known.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>From the acceptance of the turn's first message to its commit.</summary>
    public TimeSpan ProcessingTime { get; init; }

    /// <summary>True when a configured model was not reached and the answer was made without it.</summary>
    public bool Degraded { get; init; }

    /// <summary>True when another customer's answer to the same question was given again.</summary>
    public bool Cached { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The agent's message for the history, without a sequence number yet; null when the agent stays silent.</summary>
    public Message? ToMessage() =>
        Text.Length == 0
            ? null
            : new Message
            {
                Id = TurnId.Value.Replace("turn_", "reply_", StringComparison.Ordinal),
                Role = MessageRole.Agent,
                Text = Text,
                At = At,
                TurnId = TurnId,
                Model = Model,
                Articles = Articles,
                Citations = Citations,
            };
}
