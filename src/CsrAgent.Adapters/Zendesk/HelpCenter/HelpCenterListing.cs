using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Adapters.Zendesk.HelpCenter;

/// <param name="Articles">By id.</param>
/// <param name="Failures">What could not be read.</param>
internal sealed record HelpCenterListing(IReadOnlyDictionary<string, KnowledgeArticle> Articles, IReadOnlyList<SourceFailure> Failures);
