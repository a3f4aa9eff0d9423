namespace CsrAgent.Knowledge;

/// <param name="ContentHash">Of everything that is searched or shown; equal hashes need no new indexing. <see cref="ArticleHash"/></param>
/// <param name="Source">Where it came from. <see cref="KnowledgeArticle.Source"/></param>
/// <param name="LastSynced">When this content was indexed.</param>
public sealed record IndexedArticle(string Id, string Title, string ContentHash, string Source, DateTimeOffset LastSynced);
