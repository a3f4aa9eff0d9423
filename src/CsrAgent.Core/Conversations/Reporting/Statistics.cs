namespace CsrAgent.Conversations.Reporting;

/// <param name="Conversations">Stored conversations by status.</param>
/// <param name="WaitingMessages">Accepted and not yet answered.</param>
/// <param name="Days">Newest first; days without turns are absent.</param>
public sealed record Statistics(
    IReadOnlyDictionary<ConversationStatus, long> Conversations,
    long WaitingMessages,
    long OpenEscalations,
    long DeadLetters,
    FeedbackCounts Feedback,
    IReadOnlyList<DayStatistics> Days
);
