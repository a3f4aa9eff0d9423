namespace CsrAgent.Knowledge.Sync;

/// <summary>What a sync of one source came to.</summary>
/// <param name="Articles">That the source holds; null if that is not known.</param>
/// <param name="Fault">Why not everything was brought over, the last of <see cref="SyncReport.Failed"/>; or null.</param>
internal sealed record SourceResult(SyncReport Report, int? Articles, string? Fault, Shrinking? Shrinking)
{
    public static SourceResult Unreadable(string source, string fault) =>
        new(SyncReport.Empty with { Failed = [new ArticleFailure(source, fault)] }, null, fault, null);
}
