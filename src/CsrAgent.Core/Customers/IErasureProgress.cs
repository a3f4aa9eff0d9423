using CsrAgent.Conversations;
using CsrAgent.Knowledge.Gaps;

namespace CsrAgent.Customers;

/// <summary>
/// How far the erasures that run have come, so that one that was interrupted goes on with its counts. Conversations, messages and questions
/// are counted by <see cref="IConversationStore.EraseAsync"/> and <see cref="IKnowledgeGaps.EraseAsync"/> in the step that removes them.
/// Memories may be in another store, which shares no step with this one: they are counted before they go. Safe to call from many threads
/// and processes; each method is durable when it returns.
/// </summary>
public interface IErasureProgress
{
    /// <summary>The customer's erasure: the one that was interrupted, or that runs elsewhere, or else a new one.</summary>
    /// <param name="subject">The customer's keyed hash.</param>
    /// <param name="cancellationToken">Stops before the step, never within.</param>
    Task<Erasure> BeginAsync(string subject, CancellationToken cancellationToken);

    /// <summary>
    /// Counts memories, of which the erasure removes at least so many: a smaller number than counted before changes nothing, so that a
    /// repeat counts none twice. Returns the erasure as it is then.
    /// </summary>
    Task<Erasure> CountMemoriesAsync(string subject, int memories, CancellationToken cancellationToken);

    /// <summary>It is complete: the next one of this customer is a new one.</summary>
    Task EndAsync(string subject, CancellationToken cancellationToken);
}
