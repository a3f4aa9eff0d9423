namespace CsrAgent.Knowledge.Sync;

public static class KnowledgeSourceExtensions
{
    /// <summary>
    /// All articles of the source, for tools that need them at once; of two with the same id, the first one. Null if it is not configured.
    /// </summary>
    public static Task<SourceArticles?> ReadAllAsync(this IKnowledgeSource source, CancellationToken cancellationToken) =>
        ReadForAsync(source, Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Those of its articles that can be listed and read in some time.</summary>
    public static async Task<SourceArticles?> ReadForAsync(
        this IKnowledgeSource source,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(duration, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var run = new SourceRun(source.Name, new Dictionary<string, IndexedArticle>(), new HashSet<string>(), SourceMemory.Empty);
        var (articles, listed) = (new List<KnowledgeArticle>(), (int?)null);
        try
        {
            if (await source.ListAsync(both.Token) is not { } listing) return null;
            listed = listing.Count;
            foreach (var failure in listing.Failures) run.Fail(failure, null, null);
            foreach (var entry in listing.Entries)
            {
                both.Token.ThrowIfCancellationRequested();
                if (run.Take(entry, await source.ReadAsync(entry, null, both.Token)) is { } article) articles.Add(article);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
        return new SourceArticles(articles, run.Failed, listed);
    }
}
