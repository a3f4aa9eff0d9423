namespace CsrAgent.Turns.Mailbox;

/// <summary>
/// The conversations' mailboxes and the work on them. Safe to call from many threads and processes. Each method is one atomic step: when it
/// returns, its effect is durable; when it throws or is cancelled, it took effect completely or not at all. Order is kept within a
/// conversation, not between conversations.
/// </summary>
public interface ITurnQueue
{
    /// <summary>
    /// Appends a message to its conversation's mailbox, unless it is there already, and makes the conversation due. Creates a new
    /// conversation; restarts one that has ended, with a new context.
    /// </summary>
    Task<AcceptOutcome> AcceptAsync(IncomingMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Leases due conversations with unseen messages, longest waiting first. Waits up to <see cref="TakeRequest.Wait"/> for the first one.
    /// No conversation is leased twice at once; one whose lease expired or whose worker died is due again, with a higher
    /// <see cref="TurnLease.Attempt"/>.
    /// </summary>
    Task<IReadOnlyList<TurnLease>> TakeAsync(TakeRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the lease for another <c>LeaseTime</c> and reads the mailbox again. Null when the lease is lost: stop, and discard the result.
    /// </summary>
    Task<IReadOnlyList<PendingMessage>?> RenewAsync(TurnLease lease, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the turn: history, cursor, status, hand-off, deliveries, dead letter and lease in one step, if the fence still holds.
    /// </summary>
    Task<CommitOutcome> CommitAsync(TurnLease lease, TurnCommit commit, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the lease without an answer; the conversation is due again after <paramref name="delay"/>. Does nothing if the lease is
    /// lost. With <paramref name="countAttempt"/> false (an orderly shutdown), the attempt does not count.
    /// </summary>
    Task FailAsync(TurnLease lease, TimeSpan delay, bool countAttempt, CancellationToken cancellationToken);
}
