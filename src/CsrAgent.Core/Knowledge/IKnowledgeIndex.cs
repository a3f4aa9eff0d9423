namespace CsrAgent.Knowledge;

/// <summary>
/// The searchable passages of all articles. Safe to call from many threads; a search never waits for a write and always sees one complete
/// generation, the old or the new one. An article of the articles API (<see cref="KnowledgeArticle.ApiSource"/>) is never replaced by one
/// of another source with the same id, which is left out: a sync may have read its source before the API's article came.
/// </summary>
public interface IKnowledgeIndex : IKnowledgeProbe, IKnowledgeLookup
{
    /// <summary>Adds or replaces articles by id. Durable and searchable when it returns.</summary>
    Task UpsertAsync(IReadOnlyCollection<KnowledgeArticle> articles, DateTimeOffset syncedAt, CancellationToken cancellationToken);

    /// <param name="source">The article goes only if it is of this source; null: whichever it is of.</param>
    /// <returns>False when there was no such article.</returns>
    Task<bool> DeleteAsync(string articleId, string? source, CancellationToken cancellationToken);

    /// <summary>The best passages, best first. Empty if nothing matches or the query has no words.</summary>
    Task<IReadOnlyList<PassageHit>> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Builds a new generation and replaces the old one with it in one step: it contains exactly these articles of
    /// <paramref name="source"/>, and every other source's articles from the old one.
    /// </summary>
    Task SwapAsync(
        string source,
        IReadOnlyCollection<KnowledgeArticle> articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    );

    /// <summary>The indexed articles by id: content hash, source and time of last sync.</summary>
    Task<IReadOnlyDictionary<string, IndexedArticle>> ListAsync(CancellationToken cancellationToken);

    // An index that lists its articles from memory needs no better way.
    bool IKnowledgeLookup.IsShared => false;

    async Task<IReadOnlyDictionary<string, IndexedArticle>> IKnowledgeLookup.FindAsync(
        IReadOnlyCollection<string> articleIds,
        CancellationToken cancellationToken
    )
    {
        var all = await ListAsync(cancellationToken);
        return articleIds.Where(all.ContainsKey).Distinct().ToDictionary(id => id, id => all[id]);
    }

    async Task<bool> IKnowledgeLookup.HasArticlesAsync(CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).Count > 0;
}
