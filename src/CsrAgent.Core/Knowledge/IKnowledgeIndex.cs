namespace CsrAgent.Knowledge;

/// <summary>
/// The searchable passages of all articles. Safe to call from many threads; a search never waits for a write and sees one
/// generation whole: the one before or the one after, never a gap or a half.
/// </summary>
public interface IKnowledgeIndex : IKnowledgeProbe
{
    /// <summary>Adds or replaces articles by id. Durable and searchable when it returns.</summary>
    Task UpsertAsync(IReadOnlyCollection<KnowledgeArticle> articles, DateTimeOffset syncedAt, CancellationToken cancellationToken);

    /// <summary>False when there was no such article.</summary>
    Task<bool> DeleteAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>The best passages, best first. Empty when nothing fits or the query has no words.</summary>
    Task<IReadOnlyList<PassageHit>> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Builds a new generation beside the old one and puts it in its place in one step: of <paramref name="source"/> it holds exactly
    /// these articles, of every other source what the old one held.
    /// </summary>
    Task SwapAsync(
        string source,
        IReadOnlyCollection<KnowledgeArticle> articles,
        DateTimeOffset syncedAt,
        CancellationToken cancellationToken
    );

    /// <summary>What is indexed: content hash, source and time of last sync by article id.</summary>
    Task<IReadOnlyDictionary<string, IndexedArticle>> ListAsync(CancellationToken cancellationToken);
}
