using CsrAgent.Conversations;
using CsrAgent.Knowledge;

namespace CsrAgent.Answering;

/// <summary>Groups passages into the articles that an answer lists.</summary>
internal static class ArticleRanking
{
    private const int MaxArticles = 5;

    /// <param name="standsOn">The articles that the answer is based on; they come first.</param>
    /// <param name="min">The relevance from which another article is worth listing.</param>
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
