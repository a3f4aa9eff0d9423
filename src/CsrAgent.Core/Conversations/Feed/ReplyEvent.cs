namespace CsrAgent.Conversations.Feed;

/// <summary>Something that happened in a conversation.</summary>
public abstract record ReplyEvent
{
    private ReplyEvent() { }

    /// <summary>
    /// A worker started, or restarted, to answer these customer messages. Published only if somebody watches the answer being written.
    /// </summary>
    public sealed record TurnStarted(TurnId TurnId, IReadOnlyList<string> MessageIds) : ReplyEvent;

    /// <summary>More text of the answer that is being made; provisional until <see cref="TurnEnded"/>.</summary>
    public sealed record Delta(TurnId TurnId, string Text) : ReplyEvent;

    public sealed record Cited(TurnId TurnId, Citation Citation) : ReplyEvent;

    /// <summary>The turn's commit is durable; <paramref name="MessageIds"/> are the customer messages that it covers.</summary>
    public sealed record TurnEnded(TurnReply Reply, IReadOnlyList<string> MessageIds) : ReplyEvent;

    /// <summary>A message joined the history: the customer's, as soon as it is accepted, the agent's, a person's, or a notice.</summary>
    public sealed record MessageAdded(Message Message) : ReplyEvent;

    public sealed record StatusChanged(ConversationStatus Status, EscalationTicket? Escalation) : ReplyEvent;

    /// <summary>The customer wants no more of the answer that is being made.</summary>
    public sealed record StopRequested : ReplyEvent;

    /// <summary>The conversation was erased with its customer; by the time this arrives, it may have begun anew.</summary>
    public sealed record Erased : ReplyEvent;

    /// <summary>The conversation is another customer's now: who could follow it until now may be nobody who may.</summary>
    public sealed record OwnerChanged : ReplyEvent;

    /// <summary>Events may have been lost on their way to this process: time to read the store.</summary>
    /// <param name="IsOver">False while more may be lost.</param>
    public sealed record Interrupted(bool IsOver) : ReplyEvent;
}
