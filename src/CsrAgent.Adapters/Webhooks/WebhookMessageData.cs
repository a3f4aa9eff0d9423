namespace CsrAgent.Adapters.Webhooks;

/// <param name="ConversationId">The other side's id of the conversation.</param>
/// <param name="UserId">The other side's id of the customer.</param>
/// <param name="MessageId">The other side's id of the message; without it, the call's own id counts.</param>
/// <param name="Metadata">What is known of the customer, for the person who takes over.</param>
internal sealed record WebhookMessageData(
    string? ConversationId,
    string? UserId,
    string? Message,
    string? MessageId,
    Dictionary<string, string>? Metadata
);
