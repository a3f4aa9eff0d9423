namespace CsrAgent.Host.Chat.Programs;

/// <param name="Notice">What the customer is told.</param>
internal sealed record ToolHandoff(string SessionId, string EscalationId, string Team, string Notice);
