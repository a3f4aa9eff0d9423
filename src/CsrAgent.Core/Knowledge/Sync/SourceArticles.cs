namespace CsrAgent.Knowledge.Sync;

/// <param name="Articles">Ids are unique.</param>
/// <param name="Failed">What could not be read.</param>
/// <param name="Listed">How many entries the source has; null if listing them took too long.</param>
public sealed record SourceArticles(IReadOnlyList<KnowledgeArticle> Articles, IReadOnlyList<ArticleFailure> Failed, int? Listed);
