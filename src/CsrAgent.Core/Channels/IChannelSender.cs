namespace CsrAgent.Channels;

/// <summary>The sending side of a channel that has to be called.</summary>
public interface IChannelSender
{
    /// <summary>
    /// Sends once and returns the channel's own id of the message, or null where it gives none. On a repeat
    /// (<see cref="OutboxEntry.Attempt"/> above 1) it first asks the channel whether the delivery's id is there already. Throws
    /// <see cref="DeliveryException"/>.
    /// </summary>
    Task<string?> SendAsync(OutboxEntry entry, CancellationToken cancellationToken);
}
