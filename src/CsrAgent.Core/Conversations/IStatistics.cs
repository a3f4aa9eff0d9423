namespace CsrAgent.Conversations;

/// <summary>Counts over all that is stored. Safe to call from many threads.</summary>
public interface IStatistics
{
    /// <param name="days">How many days back, today (UTC) included; 1 to 366.</param>
    Task<Statistics> ReadAsync(int days, CancellationToken cancellationToken);

    /// <summary>What gauges show; cheap enough to be asked every few seconds.</summary>
    /// <param name="activeSince">A conversation with activity since then, and not ended, counts as active.</param>
    Task<LiveCounts> ReadLiveAsync(DateTimeOffset activeSince, CancellationToken cancellationToken);
}

public sealed record LiveCounts(long WaitingMessages, long ActiveConversations);

/// <param name="Conversations">Stored conversations by status.</param>
/// <param name="WaitingMessages">Accepted and not yet answered.</param>
/// <param name="Days">Newest first; days without turns are absent.</param>
public sealed record Statistics(
    IReadOnlyDictionary<ConversationStatus, long> Conversations,
    long WaitingMessages,
    long OpenEscalations,
    long DeadLetters,
    FeedbackCounts Feedback,
    IReadOnlyList<DayStatistics> Days);

public sealed record FeedbackCounts(long Up, long Down);

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

    /// <summary>Mean of <see cref="Turns.TurnReply.ProcessingTime"/>.</summary>
    public required TimeSpan MeanProcessingTime { get; init; }
}
