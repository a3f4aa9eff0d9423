using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Turns;

/// <summary>Shows an attempt's answer as it is written, to the feed's watchers and on the channel itself, while the lease holds.</summary>
internal sealed class FeedAnswerStream(IReplyFeed feed, TurnLease lease, Heartbeat heartbeat, TurnPreview preview) : IAnswerStream
{
    private readonly bool _isOnFeed = lease.Messages.Any(m => m.Stream);

    public bool IsWatched => _isOnFeed || preview.ShowsText;

    /// <summary>True once the customer may have seen part of this answer.</summary>
    public bool HasStarted { get; private set; }

    public ValueTask WriteAsync(string text, CancellationToken cancellationToken)
    {
        heartbeat.ThrowIfLost();
        if (!IsWatched) return ValueTask.CompletedTask;
        HasStarted = true;
        preview.Write(text);
        return _isOnFeed
            ? feed.PublishAsync(lease.ConversationId, new ReplyEvent.Delta(lease.TurnId, text), cancellationToken)
            : ValueTask.CompletedTask;
    }

    public ValueTask CiteAsync(Citation citation, CancellationToken cancellationToken)
    {
        heartbeat.ThrowIfLost();
        return _isOnFeed
            ? feed.PublishAsync(lease.ConversationId, new ReplyEvent.Cited(lease.TurnId, citation), cancellationToken)
            : ValueTask.CompletedTask;
    }
}
