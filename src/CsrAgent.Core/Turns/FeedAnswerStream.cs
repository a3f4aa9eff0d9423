using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Turns;

/// <summary>Publishes an attempt's answer to the feed as it is written, while the lease holds.</summary>
internal sealed class FeedAnswerStream(IReplyFeed feed, TurnLease lease, Heartbeat heartbeat) : IAnswerStream
{
    public bool IsWatched { get; } = lease.Messages.Any(m => m.Stream);

    /// <summary>True once the customer may have seen part of this answer.</summary>
    public bool HasStarted { get; private set; }

    public ValueTask WriteAsync(string text, CancellationToken cancellationToken)
    {
        heartbeat.ThrowIfLost();
        if (!IsWatched) return ValueTask.CompletedTask;
        HasStarted = true;
        return feed.PublishAsync(lease.ConversationId, new ReplyEvent.Delta(lease.TurnId, text), cancellationToken);
    }

    public ValueTask CiteAsync(Citation citation, CancellationToken cancellationToken)
    {
        heartbeat.ThrowIfLost();
        return IsWatched
            ? feed.PublishAsync(lease.ConversationId, new ReplyEvent.Cited(lease.TurnId, citation), cancellationToken)
            : ValueTask.CompletedTask;
    }
}
