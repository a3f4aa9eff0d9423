using System.Text.Json;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>A customer's message, as the other side sends it.</summary>
/// <param name="Timestamp">ISO 8601, when it was written; anything else is left out of account.</param>
internal sealed record WebhookMessage(string? Type, JsonElement? Timestamp, WebhookMessageData? Data)
{
    public DateTimeOffset? At =>
        Timestamp is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var at) ? at : null;
}
