namespace CsrAgent.Conversations.Feed;

/// <summary>
/// Tells those who wait what happens in a conversation, as it happens. At most once and without memory: a subscriber sees what is
/// published after <see cref="Subscribe"/> returned, in order, and reads the store for the rest. A slow subscriber loses
/// <see cref="ReplyEvent.Delta"/> events, never others. Publishing never blocks on a subscriber and never throws for one.
/// </summary>
public interface IReplyFeed
{
    ValueTask PublishAsync(ConversationId id, ReplyEvent happened, CancellationToken cancellationToken);

    /// <summary>Starts listening at once; disposing the subscription stops it.</summary>
    IReplySubscription Subscribe(ConversationId id);
}
