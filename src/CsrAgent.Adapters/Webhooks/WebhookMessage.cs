namespace CsrAgent.Adapters.Webhooks;

/// <summary>A customer's message, as the other side sends it.</summary>
internal sealed record WebhookMessage(string? Type, WebhookMessageData? Data);
