namespace CsrAgent.Knowledge.Sync;

/// <summary>What a sync of one source came to.</summary>
/// <param name="Articles">That the source holds; null if that is not known.</param>
/// <param name="IsPartial">Whether a later sync goes on with it.</param>
/// <param name="Fault">Why not everything was brought over, the last of <see cref="SyncReport.Failed"/>; or null.</param>
internal sealed record SourceResult(SyncReport Report, int? Articles, bool IsPartial, string? Fault, Shrinking? Shrinking)
{
    /// <summary>Whether everything that the source holds was brought over.</summary>
    public bool IsComplete => Fault is null && !IsPartial;

    public static SourceResult Unreadable(string source, string fault) =>
        new(SyncReport.Empty with { Failed = [new ArticleFailure(source, fault)] }, null, false, fault, null);
}
