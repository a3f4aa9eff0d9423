using CsrAgent.Conversations;

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

    /// <summary>
    /// True for a conversation's id that only this channel makes, of numbers that it counts itself: one that looks like a payment card is
    /// none.
    /// </summary>
    bool IsOwnId(ConversationId id) => false;

    /// <summary>Null for a channel that shows nothing of a reply before it is delivered.</summary>
    IAnswerPreviews? Previews => null;
}
