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

    /// <summary>Mood scores of the turns before this one, oldest first.</summary>
    public IReadOnlyList<double> Moods { get; init; } = [];

    public Mood Mood { get; init; } = Mood.Neutral;

    /// <summary>ISO 639-1 of the customer.</summary>
    public string? Language { get; init; }

    public required string Channel { get; init; }

    /// <summary>Who the customer is on that channel; null: unknown.</summary>
    public string? Customer { get; init; }

    /// <summary>What the channel knows of the customer.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>What the model wrote for the person, or null.</summary>
    public string? Note { get; init; }
}
