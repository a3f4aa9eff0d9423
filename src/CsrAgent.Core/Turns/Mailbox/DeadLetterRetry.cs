using CsrAgent.Conversations;

namespace CsrAgent.Turns.Mailbox;

/// <summary>What became of an <see cref="IDeadLetters.RetryAsync"/>.</summary>
public abstract record DeadLetterRetry
{
    private DeadLetterRetry() { }

    /// <summary>On its way again.</summary>
    /// <param name="ConversationId">Whose it is.</param>
    /// <param name="Status">The conversation's, now.</param>
    public sealed record Done(ConversationId ConversationId, ConversationStatus Status) : DeadLetterRetry;

    public sealed record NotFound : DeadLetterRetry;

    /// <summary>A person has the conversation: what they say would be taken out of their hands. Nothing was changed.</summary>
    public sealed record Claimed : DeadLetterRetry;
}
