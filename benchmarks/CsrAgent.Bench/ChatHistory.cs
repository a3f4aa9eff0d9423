namespace CsrAgent.Bench;

internal sealed record ChatHistory(IReadOnlyList<ChatHistoryMessage> Messages);
