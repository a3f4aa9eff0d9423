using CsrAgent.Conversations;

namespace CsrAgent.Customers;

/// <summary>
/// How far the erasures that run have come, so that one that was interrupted goes on with its counts. Conversations and messages are
/// counted by <see cref="IConversationStore.EraseAsync"/> in the step that removes them. Safe to call from many threads and
/// processes; each method is durable when it returns.
/// </summary>
public interface IErasureProgress
{
    /// <summary>The customer's erasure: the one that was interrupted, or that runs elsewhere, or else a new one.</summary>
    /// <param name="subject">The customer's keyed hash.</param>
    /// <param name="cancellationToken">Stops before the step, never within.</param>
    Task<Erasure> BeginAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Adds to the counts; the erasure as it is then.</summary>
    Task<Erasure> AddAsync(string subject, ErasedCounts counts, CancellationToken cancellationToken);

    /// <summary>It is complete: the next one of this customer is a new one.</summary>
    Task EndAsync(string subject, CancellationToken cancellationToken);
}
