namespace CsrAgent.Adapters.Webhooks;

/// <summary>What has been reported of a conversation.</summary>
/// <param name="Sequence">Of the last message.</param>
/// <param name="Handoff">The last hand-off, see <see cref="WebhookEvents.MarkOf"/>; null for none.</param>
/// <param name="HasEnded">Its end was told.</param>
/// <param name="At">Its activity then.</param>
internal sealed record ReportedConversation(long Sequence, string? Handoff, bool HasEnded, DateTimeOffset At);
