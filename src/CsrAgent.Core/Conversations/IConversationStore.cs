using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Conversations;

/// <summary>
/// Reads and removes conversations. Safe to call from many threads. A read sees every accept and commit that completed
/// before it began. Writing is <c>ITurnQueue</c>'s and <c>IHandoffStore</c>'s part.
/// </summary>
public interface IConversationStore
{
    /// <summary>
    /// A page of history, oldest first: messages with a sequence above <paramref name="after"/>, at most <paramref name="limit"/>; on the
    /// last page also those that still wait for their turn, in order of arrival. A negative <paramref name="after"/> counts from the end:
    /// -500 for the last 500. Null when there is no such conversation.
    /// </summary>
    Task<ConversationPage?> ReadAsync(ConversationId id, long after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// How the turn of an accepted message ended: null while it waits, and never again once the turn is committed. Also null for an unknown
    /// message.
    /// </summary>
    Task<TurnReply?> ReadReplyAsync(ConversationId id, string messageId, CancellationToken cancellationToken);

    /// <summary>Conversations that match, newest activity first; those that are idle the other way round.</summary>
    Task<IReadOnlyList<Conversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a conversation: a hand-off is closed, and a running turn can no longer commit. Messages that wait are answered, and the
    /// conversation stays ended. A later message starts with a new context. False when there is no such conversation.
    /// </summary>
    Task<bool> EndAsync(ConversationId id, CancellationToken cancellationToken);

    /// <summary>
    /// Removes conversations with everything that belongs to them (messages, replies, hand-offs, outbox, dead letters, feedback), durably.
    /// Returns how many messages were removed.
    /// </summary>
    /// <param name="ids">At most <see cref="RetentionOptions.MaxErasedAtOnce"/>.</param>
    /// <param name="erasure">
    /// Conversations and messages are added to its counts in the same step, so that a crash between them loses no count; null for none.
    /// </param>
    /// <param name="cancellationToken">Stops before the step, never within.</param>
    Task<int> EraseAsync(
        IReadOnlyCollection<ConversationId> ids,
        ErasureReference? erasure,
        CancellationToken cancellationToken
    );
}
