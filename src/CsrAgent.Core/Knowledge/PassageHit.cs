namespace CsrAgent.Knowledge;

/// <summary>A passage that a search found.</summary>
/// <param name="Relevance">0..1; comparable between queries: how much of the question the passage and its article cover.</param>
public sealed record PassageHit(Passage Passage, string Title, string? Url, string Language, double Relevance)
{
    /// <summary>The article's tags; empty where the index does not keep them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <inheritdoc cref="KnowledgeArticle.Entity"/>
    public string? Entity { get; init; }

    public string ArticleId => Passage.ArticleId;
}
