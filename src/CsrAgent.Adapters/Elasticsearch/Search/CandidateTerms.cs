using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <summary>Where terms occur among the candidates in one language, and in how many articles of the whole index.</summary>
internal sealed class CandidateTerms(LanguagePlan plan, IReadOnlyList<Candidate> candidates, int[] articleOf) : ITermIndex
{
    public TermPostings Read(string term)
    {
        var impacts = new Dictionary<int, float>();
        foreach (var (number, candidate) in candidates.Index())
        {
            if (candidate.Hit.Language != plan.Language) continue;
            var impact = candidate.Terms.ImpactOf(term, plan.State.AverageLengths);
            if (impact > 0) impacts[number] = impact;
        }
        // What was counted a while ago may be less than what is there by now.
        var here = impacts.Keys.Select(number => articleOf[number]).Distinct().Count();
        return new TermPostings(impacts, Math.Max(here, plan.Articles.GetValueOrDefault(term)));
    }

    public IEnumerable<string> ReadAll() => plan.Near;
}
