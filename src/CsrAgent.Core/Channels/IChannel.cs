namespace CsrAgent.Channels;

/// <summary>
/// One way to reach customers: it receives (its endpoint or socket calls <c>AdmissionGate</c>) and it sends. Nothing more.
/// Implementations are safe to call from many threads.
/// </summary>
public interface IChannel
{
    /// <summary>Lower-case, such as <c>web</c>; appears in the API, in metrics and in the store.</summary>
    string Name { get; }

    /// <summary>How long a burst may settle before it is answered.</summary>
    TimeSpan Debounce { get; }

    /// <summary>
    /// Null for channels whose customers read the store and the feed themselves: nothing is sent and no delivery is recorded.
    /// </summary>
    IChannelSender? Sender { get; }
}
