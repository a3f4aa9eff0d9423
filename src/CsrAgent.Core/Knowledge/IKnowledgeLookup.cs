namespace CsrAgent.Knowledge;

/// <summary>What is asked of an index beside searches, for any number of articles. Safe to call from many threads.</summary>
public interface IKnowledgeLookup
{
    /// <summary>
    /// Whether the index is one for all processes: one of them then syncs the sources into it. Otherwise each process has its own.
    /// </summary>
    bool IsShared { get; }

    /// <summary>Those of these articles that are indexed, by id.</summary>
    Task<IReadOnlyDictionary<string, IndexedArticle>> FindAsync(
        IReadOnlyCollection<string> articleIds,
        CancellationToken cancellationToken
    );

    /// <summary>The whole article, as it was indexed; null if there is none with this id.</summary>
    Task<KnowledgeArticle?> ReadAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>All passages with a relevance of 0, those of an article one after the other, without holding them all.</summary>
    IAsyncEnumerable<PassageHit> ReadPassagesAsync(CancellationToken cancellationToken);

    /// <summary>Whether any article is indexed.</summary>
    Task<bool> HasArticlesAsync(CancellationToken cancellationToken);
}
