using CsrAgent.Conversations;

namespace CsrAgent.Turns.Mailbox;

/// <summary>The result of <see cref="IDeadLetters.RetryAsync"/>.</summary>
public abstract record DeadLetterRetry
{
    private DeadLetterRetry() { }

    /// <summary>It is being retried.</summary>
    /// <param name="ConversationId">The conversation that it belongs to.</param>
    /// <param name="Status">The conversation's current status.</param>
    public sealed record Done(ConversationId ConversationId, ConversationStatus Status) : DeadLetterRetry;

    public sealed record NotFound : DeadLetterRetry;

    /// <summary>A person owns the conversation, and a retry would take it away from them. Nothing was changed.</summary>
    public sealed record Claimed : DeadLetterRetry;
}
