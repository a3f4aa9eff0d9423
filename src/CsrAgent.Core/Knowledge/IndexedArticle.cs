namespace CsrAgent.Knowledge;

/// <param name="ContentHash">The hash of everything that is searched or shown; an article with an equal hash need not be indexed again.
/// <see cref="ArticleHash"/></param>
/// <param name="Source">Where it came from. <see cref="KnowledgeArticle.Source"/></param>
/// <param name="LastSynced">When this content was indexed.</param>
public sealed record IndexedArticle(string Id, string Title, string ContentHash, string Source, DateTimeOffset LastSynced);
