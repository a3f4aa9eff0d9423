namespace CsrAgent.Adapters.Webhooks;

/// <summary>How far the events have been told. No text of anybody is in it.</summary>
/// <param name="Since">Everything before it has been.</param>
/// <param name="Reported">Of conversations with activity around that time.</param>
internal sealed record EventCursor(DateTimeOffset Since, Dictionary<string, ReportedConversation> Reported);
