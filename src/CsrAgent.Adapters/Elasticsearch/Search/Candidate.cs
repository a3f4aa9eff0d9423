using CsrAgent.Knowledge;

namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <summary>A passage that may answer the question.</summary>
/// <param name="Vector">Null where it has none by the question's model.</param>
internal sealed record Candidate(PassageHit Hit, PassageTerms Terms, float[]? Vector);
