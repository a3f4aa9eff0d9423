using CsrAgent.Conversations;
using CsrAgent.Knowledge;

namespace CsrAgent.Answering;

/// <summary>Groups passages into the articles that an answer lists.</summary>
internal static class ArticleRanking
{
    private const int MaxArticles = 5;

    /// <param name="standsOn">The articles that the answer is based on; they come first.</param>
    /// <param name="min">The relevance from which another article is worth listing.</param>
    public static IReadOnlyList<ArticleReference> Rank(IEnumerable<PassageHit> hits, IReadOnlyCollection<string> standsOn, double min)
    {
        var best = new List<PassageHit>();
        foreach (var hit in hits)
        {
            var known = best.FindIndex(article => article.ArticleId == hit.ArticleId);
            if (known < 0) best.Add(hit);
            else if (hit.Relevance > best[known].Relevance) best[known] = hit;
        }

        best.RemoveAll(hit => hit.Relevance < min && !standsOn.Contains(hit.ArticleId));
        return
        [
            .. best.OrderByDescending(hit => standsOn.Contains(hit.ArticleId))
                .ThenByDescending(hit => hit.Relevance)
                .Take(MaxArticles)
                .Select(ToReference),
        ];
    }

    public static ArticleReference ToReference(PassageHit hit) => new(hit.ArticleId, hit.Title, hit.Url, hit.Relevance);
}
