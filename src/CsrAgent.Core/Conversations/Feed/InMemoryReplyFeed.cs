using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;

namespace CsrAgent.Conversations.Feed;

/// <summary>The feed of a single process.</summary>
public sealed class InMemoryReplyFeed(TimeProvider time) : IReplyFeed
{
    private readonly ConcurrentDictionary<ConversationId, ImmutableArray<Subscription>> _subscriptions = new();

    public ValueTask PublishAsync(ConversationId id, ReplyEvent happened, CancellationToken cancellationToken)
    {
        Publish(id, happened);
        return ValueTask.CompletedTask;
    }

    public void Publish(ConversationId id, ReplyEvent happened)
    {
        if (_subscriptions.TryGetValue(id, out var listeners))
        {
            foreach (var listener in listeners) listener.Offer(happened);
        }
    }

    /// <summary>Tells every listener that events may have been lost.</summary>
    public void Interrupt(bool isOver)
    {
        var interrupted = new ReplyEvent.Interrupted(isOver);
        foreach (var id in _subscriptions.Keys) Publish(id, interrupted);
    }

    public IReplySubscription Subscribe(ConversationId id)
    {
        var subscription = new Subscription(this, id, time);
        _subscriptions.AddOrUpdate(id, [subscription], (_, listeners) => listeners.Add(subscription));
        return subscription;
    }

    private void Remove(Subscription subscription)
    {
        while (_subscriptions.TryGetValue(subscription.Id, out var listeners))
        {
            var rest = listeners.Remove(subscription);
            var removed = rest.IsEmpty
                ? _subscriptions.TryRemove(new(subscription.Id, listeners))
                : _subscriptions.TryUpdate(subscription.Id, rest, listeners);
            if (removed) return;
        }
    }

    private sealed class Subscription(InMemoryReplyFeed feed, ConversationId id, TimeProvider time) : IReplySubscription
    {
        private const int MaxWaitingDeltas = 1024;

        private readonly Channel<ReplyEvent> _events = Channel.CreateUnbounded<ReplyEvent>();

        public ConversationId Id => id;

        public void Offer(ReplyEvent happened)
        {
            if (happened is ReplyEvent.Delta && _events.Reader.Count >= MaxWaitingDeltas) return;
            _events.Writer.TryWrite(happened);
        }

        public async ValueTask<ReplyEvent?> NextAsync(TimeSpan timeout, CancellationToken cancellationToken)
        {
            if (_events.Reader.TryRead(out var happened)) return happened;
            using var giveUp = new CancellationTokenSource(timeout, time);
            using var stop = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), giveUp);
            try
            {
                return await _events.Reader.ReadAsync(giveUp.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }

        public ValueTask DisposeAsync()
        {
            feed.Remove(this);
            return ValueTask.CompletedTask;
        }
    }
}
