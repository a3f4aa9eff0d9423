using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Knowledge.Ranking.Entities;
using CsrAgent.Knowledge.Vectors;

namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <summary>The candidates of one search, for the ranking that all indexes share.</summary>
internal sealed class CandidateSnapshot : IEmbeddedSnapshot
{
    private readonly List<Candidate> _candidates;
    private readonly Dictionary<string, LanguageTerms> _terms = [];

    public CandidateSnapshot(IEnumerable<Candidate> candidates, IndexState state, IReadOnlyList<LanguagePlan> plans)
    {
        _candidates =
        [
            .. candidates
                .OrderBy(candidate => candidate.Hit.ArticleId, StringComparer.Ordinal)
                .ThenBy(candidate => candidate.Hit.Passage.Index),
        ];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        ArticleOf = new int[_candidates.Count];
        for (var i = 0; i < ArticleOf.Length; i++)
        {
            var article = _candidates[i].Hit.ArticleId;
            if (!numbers.TryGetValue(article, out var number)) numbers[article] = number = numbers.Count;
            ArticleOf[i] = number;
        }
        MainLanguage = state.MainLanguage;
        Vectors = PassageVectors.Of([.. _candidates.Select(candidate => candidate.Vector)]);
        Entities = state.Entities.For(numbers);
        foreach (var plan in plans)
        {
            _terms[plan.Language] = new(plan.Lexicon, new CandidateTerms(plan, _candidates, ArticleOf), plan.State.Articles);
        }
    }

    public int[] ArticleOf { get; }

    public string MainLanguage { get; }

    public PassageVectors Vectors { get; }

    public EntityNames Entities { get; }

    public LanguageTerms? Terms(string language) => _terms.GetValueOrDefault(language);

    public PassageHit Passage(int number) => _candidates[number].Hit;
}
