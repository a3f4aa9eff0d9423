namespace CsrAgent.Channels;

/// <summary>What a channel has already shown of a delivery, which its sender completes instead of sending it anew.</summary>
/// <param name="MessageId">The channel's own id of it; null where something may be shown, and the channel has to be asked.</param>
/// <param name="Length">How much of the text is shown for certain, word for word, from its start; 0 where it is another text.</param>
public sealed record DeliveryPreview(string? MessageId, int Length);
