namespace CsrAgent.Bench;

internal sealed record ChatMessage(string SessionId, string UserId, string Message, string MessageId);
