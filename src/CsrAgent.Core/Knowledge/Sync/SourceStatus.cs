namespace CsrAgent.Knowledge.Sync;

/// <summary>How a source stands.</summary>
/// <param name="IsSyncing">Whether it is being read.</param>
/// <param name="Done">Entries that the sync has looked at, or the last one had.</param>
/// <param name="Total">Out of how many.</param>
/// <param name="Articles">Those that it held the last time; null before that.</param>
/// <param name="LastSynced">When a sync last brought over all that it holds.</param>
/// <param name="LastTried">When a sync last ended, well or not.</param>
/// <param name="IsStale">Whether that was too long ago (<c>KNOWLEDGE_STALE_AFTER</c>).</param>
/// <param name="Fault">Why the last sync did not bring over all, for staff; articles that failed on their own are not meant.</param>
/// <param name="Failed">How many articles failed on their own.</param>
/// <param name="Shrinking">What waits for a confirmation, or null.</param>
public sealed record SourceStatus(
    string Name,
    bool IsSyncing,
    int Done,
    int Total,
    int? Articles,
    DateTimeOffset? LastSynced,
    DateTimeOffset? LastTried,
    bool IsStale,
    string? Fault,
    int Failed,
    Shrinking? Shrinking
);
