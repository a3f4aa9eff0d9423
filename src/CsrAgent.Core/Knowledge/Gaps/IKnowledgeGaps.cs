namespace CsrAgent.Knowledge.Gaps;

/// <summary>
/// Keeps the questions that found no good answer, for a report. Safe to call from many threads. A store only appends and lists; grouping
/// is <see cref="KnowledgeGapReport"/>'s. It keeps at least the newest <see cref="KnowledgeOptions.GapLimit"/> and may drop older ones.
/// </summary>
public interface IKnowledgeGaps
{
    /// <summary>Durable soon after it returns; losing the last few in a crash is no harm.</summary>
    Task RecordAsync(KnowledgeGap gap, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    /// <param name="limit">Maximum number of rows to return.</param>
    Task<IReadOnlyList<KnowledgeGap>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Removes a customer's questions; how many there were.</summary>
    Task<int> EraseAsync(string userId, CancellationToken cancellationToken);
}
