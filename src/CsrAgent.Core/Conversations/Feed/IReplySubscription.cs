namespace CsrAgent.Conversations.Feed;

/// <summary>One listener. For one reader at a time.</summary>
public interface IReplySubscription : IAsyncDisposable
{
    /// <summary>The next event, or null when <paramref name="timeout"/> ran out: time to look into the store.</summary>
    ValueTask<ReplyEvent?> NextAsync(TimeSpan timeout, CancellationToken cancellationToken);
}
