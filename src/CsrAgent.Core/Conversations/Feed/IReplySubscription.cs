namespace CsrAgent.Conversations.Feed;

/// <summary>One listener. For one reader at a time.</summary>
public interface IReplySubscription : IAsyncDisposable
{
    /// <summary>The next event, or null after <paramref name="timeout"/>: time to read the store.</summary>
    ValueTask<ReplyEvent?> NextAsync(TimeSpan timeout, CancellationToken cancellationToken);
}
