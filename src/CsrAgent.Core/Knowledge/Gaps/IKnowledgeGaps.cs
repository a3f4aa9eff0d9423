using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Knowledge.Gaps;

/// <summary>
/// The questions that found no good answer, for a report. Safe to call from many threads. They are written with the commit of their turn,
/// so that none remains of a customer who is erased meanwhile; <see cref="KnowledgeGapReport"/> groups them. At least the newest
/// <see cref="KnowledgeOptions.GapLimit"/> are kept; older ones may be dropped.
/// </summary>
public interface IKnowledgeGaps
{
    /// <summary>Newest first.</summary>
    /// <param name="limit">Maximum number of rows to return.</param>
    Task<IReadOnlyList<KnowledgeGap>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Removes a customer's questions and returns how many there were.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="erasure">On whose receipt they are counted, in the same step; null: on none.</param>
    /// <param name="cancellationToken">Stops before a step, never within.</param>
    Task<int> EraseAsync(string userId, ErasureReference? erasure, CancellationToken cancellationToken);
}
