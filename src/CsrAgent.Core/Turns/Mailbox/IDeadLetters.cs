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
    /// Puts a dead letter back on its way and removes it, in one step: a turn's words into the mailbox of their conversation, which the
    /// agent gets back if it waits for a person; a delivery into the outbox. The history shows the words once, where they stood.
    /// </summary>
    Task<DeadLetterRetry> RetryAsync(string id, CancellationToken cancellationToken);
}
