using CsrAgent.Conversations;
using CsrAgent.Knowledge;

namespace CsrAgent.Answering;

/// <summary>Passages as the articles that an answer names.</summary>
internal static class ArticleRanking
{
    private const int MaxArticles = 5;

    /// <param name="standsOn">The articles that the answer stands on; they come first.</param>
    /// <param name="min">Relevance from which another article is worth naming.</param>
    public static IReadOnlyList<ArticleReference> Rank(IEnumerable<PassageHit> hits, IReadOnlyCollection<string> standsOn, double min) =>
        [
            .. hits.GroupBy(hit => hit.ArticleId)
                .Select(article => article.MaxBy(hit => hit.Relevance)!)
                .Where(hit => standsOn.Contains(hit.ArticleId) || hit.Relevance >= min)
                .OrderByDescending(hit => standsOn.Contains(hit.ArticleId))
                .ThenByDescending(hit => hit.Relevance)
                .Take(MaxArticles)
                .Select(ToReference),
        ];

    public static ArticleReference ToReference(PassageHit hit) => new(hit.ArticleId, hit.Title, hit.Url, hit.Relevance);
}
