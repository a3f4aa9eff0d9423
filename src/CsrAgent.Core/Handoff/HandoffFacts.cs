using CsrAgent.Conversations;
using CsrAgent.Sentiment;

namespace CsrAgent.Handoff;

/// <summary>What the person who takes over should know.</summary>
public sealed record HandoffFacts
{
    public required EscalationReason Reason { get; init; }

    /// <summary>The sensitive topic, or null.</summary>
    public string? Topic { get; init; }

    /// <summary>The conversation since its context was last cut, this turn's customer messages included, oldest first.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>Mood scores of the previous turns, oldest first.</summary>
    public IReadOnlyList<double> Moods { get; init; } = [];

    public Mood Mood { get; init; } = Mood.Neutral;

    /// <summary>The customer's language, ISO 639-1.</summary>
    public string? Language { get; init; }

    public required string Channel { get; init; }

    /// <summary>The customer's id on that channel, or null.</summary>
    public string? Customer { get; init; }

    /// <summary>What the channel knows about the customer.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The model's note for the person, or null.</summary>
    public string? Note { get; init; }
}
