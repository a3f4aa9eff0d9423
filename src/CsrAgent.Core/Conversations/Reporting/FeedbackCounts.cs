namespace CsrAgent.Conversations.Reporting;

public sealed record FeedbackCounts(long Up, long Down);
