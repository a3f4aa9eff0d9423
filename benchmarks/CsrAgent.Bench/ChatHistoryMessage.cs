namespace CsrAgent.Bench;

internal sealed record ChatHistoryMessage(string? MessageId, string Role, string? TurnId);
