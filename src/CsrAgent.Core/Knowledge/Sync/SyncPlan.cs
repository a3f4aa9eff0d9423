namespace CsrAgent.Knowledge.Sync;

/// <summary>Decides what one source's listing means for the index, without touching it.</summary>
internal sealed record SyncPlan(
    IReadOnlyList<KnowledgeArticle> Changed,
    IReadOnlyList<string> Vanished,
    int Unchanged,
    IReadOnlyList<ArticleFailure> Failed,
    bool Swap
)
{
    // Below this, single writes into the live generation are cheaper than building a new one.
    private const int SwapFrom = 20;

    /// <param name="others">Names of the other configured sources; an article of a source that no longer exists may be taken over.</param>
    public static SyncPlan Of(
        string source,
        SourceListing listing,
        IReadOnlyDictionary<string, IndexedArticle> indexed,
        ISet<string> others
    )
    {
        var foreign = listing.Articles.Where(article => indexed.TryGetValue(article.Id, out var known) && IsForeign(known)).ToList();
        var own = listing.Articles.Except(foreign).ToList();
        var changed = own.Where(article => !IsSame(article, indexed)).Select(article => article with { Source = source }).ToList();
        var vanished = Vanish(source, listing, indexed);
        var failed = listing
            .Failures.Select(failure => new ArticleFailure(failure.ArticleId ?? failure.Place, failure.Error))
            .Concat(foreign.Select(article => new ArticleFailure(article.Id, ClashOf(source, indexed[article.Id]))))
            .ToList();

        var touched = changed.Count + vanished.Count;
        var whole = failed.Count == 0 && touched >= SwapFrom && touched * 4 >= own.Count;
        return new SyncPlan(changed, vanished, own.Count - changed.Count, failed, whole);

        bool IsForeign(IndexedArticle known) =>
            known.Source != source && (known.Source == KnowledgeArticle.ApiSource || others.Contains(known.Source));

        bool IsSame(KnowledgeArticle article, IReadOnlyDictionary<string, IndexedArticle> index) =>
            index.TryGetValue(article.Id, out var known) && known.Source == source && known.ContentHash == ArticleHash.Of(article);
    }

    // An unreadable file may be any article of its source, so while one cannot be identified, no article counts as deleted.
    private static List<string> Vanish(string source, SourceListing listing, IReadOnlyDictionary<string, IndexedArticle> indexed)
    {
        if (listing.Failures.Any(failure => failure is { ArticleId: null, MayHoldArticles: true })) return [];
        var kept = listing
            .Articles.Select(article => article.Id)
            .Concat(listing.Failures.Select(failure => failure.ArticleId).OfType<string>())
            .ToHashSet();
        return [.. indexed.Values.Where(article => article.Source == source && !kept.Contains(article.Id)).Select(article => article.Id)];
    }

    private static string ClashOf(string source, IndexedArticle known) =>
        known.Source == KnowledgeArticle.ApiSource
            ? $"An article with this id came through the articles API and wins. Delete it there, or give the one in '{source}' another id."
            : $"The source '{known.Source}' holds an article with this id. Give one of them another id.";
}
