using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;

namespace CsrAgent.Answering;

/// <summary>What the agent says in one turn, verified.</summary>
internal sealed record Answer
{
    public required string Text { get; init; }

    /// <summary>The articles that the answer is based on, then others that were found; best first.</summary>
    public IReadOnlyList<ArticleReference> Articles { get; init; } = [];

    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>0..1, computed.</summary>
    public double Confidence { get; init; }

    /// <summary>True when the answer is a question back or says that it does not know. Counted as a knowledge gap.</summary>
    public bool Unanswered { get; init; }

    /// <summary>True when the text offers a person.</summary>
    public bool OffersPerson { get; init; }

    /// <summary>Set when the model, or verification, wants a person to take over.</summary>
    public HandoffRequest? Handoff { get; init; }

    /// <summary>
    /// What this turn's tool results prove to be done; it belongs in the following turns' <see cref="AnswerRequest.Proven"/>.
    /// </summary>
    public ProvenActions Proven { get; init; }

    public TokenUsage Tokens { get; init; } = TokenUsage.None;

    /// <summary>
    /// The model that answered, null when none did, and <see cref="AiMark.FixedText"/> where a fixed text takes the answer's place.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>True when a model is configured but was not reached.</summary>
    public bool Degraded { get; init; }

    /// <summary>True when another customer's answer to the same question was given again.</summary>
    public bool Cached { get; init; }

    /// <summary>Time spent waiting for the model.</summary>
    public TimeSpan ModelTime { get; init; }
}
