using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Knowledge;

namespace CsrAgent.Turns;

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

/// <summary>One listener. For one reader at a time.</summary>
public interface IReplySubscription : IAsyncDisposable
{
    /// <summary>The next event, or null when <paramref name="patience"/> ran out: time to look into the store.</summary>
    ValueTask<ReplyEvent?> NextAsync(TimeSpan patience, CancellationToken cancellationToken);
}

/// <summary>Something that happened in a conversation.</summary>
public abstract record ReplyEvent
{
    private ReplyEvent() { }

    /// <summary>A worker began, or began again, to answer these customer messages. Only where somebody reads the answer as it grows.</summary>
    public sealed record TurnStarted(TurnId TurnId, IReadOnlyList<string> MessageIds) : ReplyEvent;

    /// <summary>More text of the answer that is being made; provisional until <see cref="TurnEnded"/>.</summary>
    public sealed record Delta(TurnId TurnId, string Text) : ReplyEvent;

    public sealed record Cited(TurnId TurnId, Citation Citation) : ReplyEvent;

    /// <summary>The turn's commit is durable; <paramref name="MessageIds"/> are the customer messages that it covers.</summary>
    public sealed record TurnEnded(TurnReply Reply, IReadOnlyList<string> MessageIds) : ReplyEvent;

    /// <summary>A message joined the history: the agent's, a person's, or a notice.</summary>
    public sealed record MessageAdded(Message Message) : ReplyEvent;

    public sealed record StatusChanged(ConversationStatus Status, EscalationTicket? Escalation) : ReplyEvent;

    /// <summary>Events may have been lost on their way to this process: time to look into the store.</summary>
    /// <param name="IsOver">False while more may be lost.</param>
    public sealed record Interrupted(bool IsOver) : ReplyEvent;
}
