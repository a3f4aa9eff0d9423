namespace CsrAgent.Conversations.Feed;

/// <summary>
/// Publishes what happens in a conversation to its subscribers, as it happens. At most once and without history: a subscriber receives what
/// is published after <see cref="Subscribe"/> returned, in order, and reads the store for the rest. A slow subscriber loses
/// <see cref="ReplyEvent.Delta"/> events, never others. Publishing never blocks on a subscriber and never throws for one.
/// </summary>
public interface IReplyFeed
{
    ValueTask PublishAsync(ConversationId id, ReplyEvent happened, CancellationToken cancellationToken);

    /// <summary>Starts listening at once; disposing the subscription stops it.</summary>
    IReplySubscription Subscribe(ConversationId id);
}
