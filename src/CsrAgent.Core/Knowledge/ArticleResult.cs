namespace CsrAgent.Knowledge;

/// <summary>A search result as staff see it.</summary>
/// <param name="RelevanceScore">0..1; comparable between queries.</param>
/// <param name="Snippet">The sentence of its best passage that fits the question best. Plain text.</param>
public sealed record ArticleResult(string Id, string Title, string? Url, double RelevanceScore, string Snippet)
{
    /// <summary>Groups passages by article, best first.</summary>
    /// <param name="hits">Best first.</param>
    public static IReadOnlyList<ArticleResult> From(IReadOnlyList<PassageHit> hits, string question, int limit) =>
        [.. hits.DistinctBy(hit => hit.ArticleId).Take(limit).Select(hit => Of(hit, question))];

    private static ArticleResult Of(PassageHit hit, string question) =>
        new(hit.ArticleId, hit.Title, hit.Url, Math.Round(hit.Relevance, 3), KnowledgeSnippet.Of(hit.Passage.Text, question, hit.Language));
}
