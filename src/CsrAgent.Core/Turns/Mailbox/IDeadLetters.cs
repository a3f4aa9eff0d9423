using CsrAgent.Channels;

namespace CsrAgent.Turns.Mailbox;

/// <summary>
/// Turns and deliveries that were given up, kept until a person decides. Written by <see cref="ITurnQueue.CommitAsync"/> and
/// <see cref="IOutbox.FailedAsync"/>. Safe to call from many threads.
/// </summary>
public interface IDeadLetters
{
    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a dead letter back on its way and removes it, in one step: a turn's messages into the mailbox of their conversation, which the
    /// agent gets back if it waits for a person; a delivery into the outbox. They are the same messages, with their ids, keys and metadata:
    /// the history shows them once, where they stood, and who asks for the reply to one gets that of the retry.
    /// </summary>
    Task<DeadLetterRetry> RetryAsync(string id, CancellationToken cancellationToken);
}
