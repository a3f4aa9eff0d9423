namespace CsrAgent.Knowledge;

/// <summary>
/// The searchable passages of all articles. Safe to call from many threads; a search never waits for a write and sees one
/// generation whole: the one before or the one after, never a gap or a half.
/// </summary>
public interface IKnowledgeIndex
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
    Task SwapAsync(string source, IReadOnlyCollection<KnowledgeArticle> articles, DateTimeOffset syncedAt, CancellationToken cancellationToken);

    /// <summary>What is indexed: content hash, source and time of last sync by article id.</summary>
    Task<IReadOnlyDictionary<string, IndexedArticle>> ListAsync(CancellationToken cancellationToken);
}

/// <param name="ContentHash">Of everything that is searched or shown; equal hashes need no new indexing. <see cref="ArticleHash"/></param>
/// <param name="Source">Where it came from. <see cref="KnowledgeArticle.Source"/></param>
/// <param name="LastSynced">When this content was indexed.</param>
public sealed record IndexedArticle(string Id, string Title, string ContentHash, string Source, DateTimeOffset LastSynced);

/// <param name="Text">What the customer asks, in their words.</param>
/// <param name="Context">Earlier customer and agent messages, oldest first: they help where the question alone says little.</param>
/// <param name="Language">ISO 639-1 of the customer; articles in it are preferred, English ones still found.</param>
/// <param name="Limit">Most passages to return.</param>
public sealed record KnowledgeQuery(string Text, IReadOnlyList<string> Context, string Language, int Limit);
