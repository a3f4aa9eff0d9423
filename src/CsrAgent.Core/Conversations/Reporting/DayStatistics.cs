namespace CsrAgent.Conversations.Reporting;

public sealed record DayStatistics
{
    /// <summary>ISO date, UTC.</summary>
    public required string Day { get; init; }

    public required long Turns { get; init; }

    /// <summary>Customer messages that the turns covered.</summary>
    public required long Messages { get; init; }

    public required long Handoffs { get; init; }

    public required long Unanswered { get; init; }

    public required long Degraded { get; init; }

    public required long Positive { get; init; }

    public required long Neutral { get; init; }

    public required long Negative { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    /// <summary>Mean of <see cref="TurnReply.ProcessingTime"/>.</summary>
    public required TimeSpan MeanProcessingTime { get; init; }
}
