namespace CsrAgent.Channels;

/// <summary>
/// One way to reach customers: it receives (its endpoint or socket calls <c>AdmissionGate</c>) and it sends. Nothing more.
/// Implementations are safe to call from many threads.
/// </summary>
public interface IChannel
{
    /// <summary>Lower-case, such as <c>web</c>; used in the API, in metrics and in the store.</summary>
    string Name { get; }

    /// <summary>How long to wait for further messages of a burst before answering.</summary>
    TimeSpan Debounce { get; }

    /// <summary>
    /// Null for channels whose customers read the store and the feed themselves: nothing is sent and no delivery is recorded.
    /// </summary>
    IChannelSender? Sender { get; }
}
