namespace CsrAgent.Conversations.Reporting;

/// <summary>What a customer thinks of a turn's answer.</summary>
/// <param name="Comment">Redacted; null without one.</param>
/// <param name="At">When it was given, or changed last.</param>
public sealed record GivenRating(ConversationId ConversationId, TurnId TurnId, FeedbackRating Rating, string? Comment, DateTimeOffset At);
