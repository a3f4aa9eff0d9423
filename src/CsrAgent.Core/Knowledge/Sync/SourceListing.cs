namespace CsrAgent.Knowledge.Sync;

/// <param name="Articles">Ids are unique.</param>
/// <param name="Failures">What could not be read.</param>
public sealed record SourceListing(IReadOnlyList<KnowledgeArticle> Articles, IReadOnlyList<SourceFailure> Failures);
