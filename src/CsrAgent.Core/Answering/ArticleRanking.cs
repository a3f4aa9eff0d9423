using CsrAgent.Knowledge;

namespace CsrAgent.Answering;

/// <summary>Passages as the articles that an answer names.</summary>
internal static class ArticleRanking
{
    private const int Most = 5;

    /// <param name="standsOn">The articles that the answer stands on; they come first.</param>
    /// <param name="least">Relevance from which another article is worth naming.</param>
    public static IReadOnlyList<ArticleReference> Rank(IEnumerable<PassageHit> hits, IReadOnlyCollection<string> standsOn, double least) =>
    [
        .. hits.GroupBy(hit => hit.ArticleId)
            .Select(article => article.MaxBy(hit => hit.Relevance)!)
            .Where(hit => standsOn.Contains(hit.ArticleId) || hit.Relevance >= least)
            .OrderByDescending(hit => standsOn.Contains(hit.ArticleId))
            .ThenByDescending(hit => hit.Relevance)
            .Take(Most)
            .Select(ToReference),
    ];

    public static ArticleReference ToReference(PassageHit hit) => new(hit.ArticleId, hit.Title, hit.Url, hit.Relevance);
}
