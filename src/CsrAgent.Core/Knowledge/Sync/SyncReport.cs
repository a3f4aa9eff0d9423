namespace CsrAgent.Knowledge.Sync;

/// <summary>The result of a sync, or of an intake of articles.</summary>
/// <param name="Indexed">New or changed articles.</param>
/// <param name="Unchanged">Articles whose content was already indexed.</param>
/// <param name="Deleted">Articles that their source no longer contains.</param>
/// <param name="Failed">What was left out, and why.</param>
public sealed record SyncReport(int Indexed, int Unchanged, int Deleted, IReadOnlyList<ArticleFailure> Failed)
{
    public static readonly SyncReport Empty = new(0, 0, 0, []);

    public SyncReport Plus(SyncReport other) =>
        new(Indexed + other.Indexed, Unchanged + other.Unchanged, Deleted + other.Deleted, [.. Failed, .. other.Failed]);
}
