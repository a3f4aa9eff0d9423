namespace CsrAgent.Channels;

/// <summary>The sending side of a channel.</summary>
public interface IChannelSender
{
    /// <summary>
    /// Sends once and returns the channel's own id of the message, or null if it has none. On a repeat (<see cref="OutboxEntry.Attempt"/>
    /// above 1) it first asks the channel whether it already has the delivery's id. Throws <see cref="DeliveryException"/>.
    /// </summary>
    Task<string?> SendAsync(OutboxEntry entry, CancellationToken cancellationToken);

    /// <summary>How long a delivery that fails is sent again; null for as often as <c>DELIVERY_ATTEMPTS</c> says.</summary>
    TimeSpan? RetryFor => null;
}
