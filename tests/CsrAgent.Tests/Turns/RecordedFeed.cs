using System.Collections.Concurrent;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;

namespace CsrAgent.Tests.Turns;

/// <summary>Keeps what was published.</summary>
internal sealed class RecordedFeed : IReplyFeed
{
    public ConcurrentQueue<ReplyEvent> Events { get; } = new();

    public ValueTask PublishAsync(ConversationId id, ReplyEvent happened, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Events.Enqueue(happened);
        return ValueTask.CompletedTask;
    }

    public IReplySubscription Subscribe(ConversationId id) => throw new NotSupportedException("This feed only keeps what was published.");
}
