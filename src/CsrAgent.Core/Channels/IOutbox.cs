using CsrAgent.Conversations;

namespace CsrAgent.Channels;

/// <summary>
/// Deliveries to channels, recorded with the commit that caused them. Safe to call from many threads and processes. At least once:
/// a delivery is taken again until it is recorded as sent or given up; never after it was recorded as sent.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Leases due deliveries, oldest first and each conversation's in order: none is leased before the previous one is done.
    /// </summary>
    Task<IReadOnlyList<OutboxEntry>> TakeAsync(int max, CancellationToken cancellationToken);

    /// <summary>Records the success with the channel's id of the message, or null if it has none.</summary>
    Task SentAsync(OutboxEntry entry, string? channelMessageId, CancellationToken cancellationToken);

    /// <summary>The id that the channel gave a delivery which was sent; null while it was not, and where it gave none.</summary>
    Task<string?> FindSentAsync(ConversationId conversation, string deliveryId, CancellationToken cancellationToken);

    /// <summary>
    /// Due again after <paramref name="retryIn"/>; null gives it up and keeps it as a dead letter with <paramref name="error"/>.
    /// </summary>
    Task FailedAsync(OutboxEntry entry, string error, TimeSpan? retryIn, CancellationToken cancellationToken);
}
