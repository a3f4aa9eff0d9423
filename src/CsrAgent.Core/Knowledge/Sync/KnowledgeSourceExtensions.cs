namespace CsrAgent.Knowledge.Sync;

public static class KnowledgeSourceExtensions
{
    /// <summary>
    /// All articles of the source, for tools that need them at once; of two with the same id, the first one. Null if it is not configured.
    /// </summary>
    public static Task<SourceArticles?> ReadAllAsync(this IKnowledgeSource source, CancellationToken cancellationToken) =>
        ReadForAsync(source, TimeSpan.MaxValue, cancellationToken);

    /// <summary>Those of its articles that can be read in some time.</summary>
    public static async Task<SourceArticles?> ReadForAsync(
        this IKnowledgeSource source,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        var started = TimeProvider.System.GetTimestamp();
        if (await source.ListAsync(cancellationToken) is not { } listing) return null;
        var run = new SourceRun(source.Name, new Dictionary<string, IndexedArticle>(), new HashSet<string>(), SourceMemory.Empty);
        foreach (var failure in listing.Failures) run.Fail(failure, null);
        var articles = new List<KnowledgeArticle>();
        foreach (var entry in listing.Entries)
        {
            if (TimeProvider.System.GetElapsedTime(started) > duration) break;
            if (run.Take(entry, await source.ReadAsync(entry, null, cancellationToken)) is { } article) articles.Add(article);
        }
        return new SourceArticles(articles, run.Failed, listing.Count);
    }
}
