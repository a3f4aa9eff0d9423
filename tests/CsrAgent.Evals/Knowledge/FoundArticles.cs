using CsrAgent.Evals.Reports;
using CsrAgent.Knowledge;

namespace CsrAgent.Evals.Knowledge;

/// <summary>At which place questions found their articles.</summary>
internal sealed class FoundArticles(EvalIndex index)
{
    private readonly List<int> _places = [];
    private readonly List<Mistake> _mistakes = [];

    public int Count => _places.Count;

    /// <summary>The questions whose article is not the first.</summary>
    public IReadOnlyList<Mistake> Mistakes => _mistakes;

    /// <param name="expected">The ids of the articles of which one is enough.</param>
    /// <param name="hits">One of each article, best first.</param>
    public void Add(string question, string[] expected, IReadOnlyList<PassageHit> hits)
    {
        var place = hits.ToList().FindIndex(hit => expected.Contains(hit.ArticleId));
        _places.Add(place < 0 ? int.MaxValue : place);
        if (place == 0) return;
        var found = hits.Count == 0 ? "nothing" : hits[0].Title;
        _mistakes.Add(new(question, string.Join(" or ", expected.Select(index.TitleOf)), found));
    }

    /// <summary>The share of questions whose article is among the first.</summary>
    public double Hit(int first) => _places.Count(place => place < first) / (double)_places.Count;
}
