namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// Searches one snapshot in the customer's language, in English, and in the language that most articles are in.
/// <see cref="PassageRanking"/> scores the passages of any index by their words, <see cref="PassageScores"/> by words and meaning. Each
/// thread keeps its ranking arrays.
/// </summary>
public sealed class PassageSearch
{
    // A hit in another language than the customer's is worth less.
    private const float OtherLanguage = 0.85f;

    // English words that a glossary gave for the customer's: never enough for an answer by themselves.
    private const float Glossed = 0.35f;

    // For a question of filler words alone, only the context is left, which is a guess.
    private const float Guess = 0.4f;
    private const int MaxLimit = 200;

    [ThreadStatic]
    private static PassageSearch? _own;

    // A word that so few passages have is what the question is about.
    private const int MaxHolders = 6;
    private const float MinRareWeight = 0.6f;
    private const int MaxRare = 2;

    private readonly List<QueryTerm> _rare = [];
    private readonly WeightedQuery _query = new();
    private readonly PassageRanking _ranking = new();
    private readonly PassageScores _scores = new();
    private readonly TopPassages _top = new();

    private PassageSearch() { }

    /// <summary>The best passages, best first. Safe to call from many threads.</summary>
    public static IReadOnlyList<PassageHit> In(ISearchSnapshot snapshot, KnowledgeQuery query) =>
        (_own ??= new PassageSearch()).Search(snapshot, query);

    private PassageHit[] Search(ISearchSnapshot snapshot, KnowledgeQuery query)
    {
        _rare.Clear();
        _top.Begin(Math.Clamp(query.Limit, 0, MaxLimit));
        Search(snapshot, query, query.Language, 1);
        if (query.Language != "en" && query.InEnglish is { } english) Search(snapshot, query with { Text = english }, "en", Glossed);
        else if (query.Language != "en") Search(snapshot, query, "en", OtherLanguage);
        if (snapshot.MainLanguage != "en" && snapshot.MainLanguage != query.Language)
        {
            Search(snapshot, query, snapshot.MainLanguage, OtherLanguage);
        }
        _scores.Offer(snapshot, query, _rare, _top);
        var hits = new PassageHit[_top.Count];
        for (var i = 0; i < hits.Length; i++)
        {
            var (passage, relevance) = _top.At(i);
            hits[i] = snapshot.Passage(passage) with { Relevance = relevance };
        }
        return hits;
    }

    private void Search(ISearchSnapshot snapshot, KnowledgeQuery query, string language, float factor)
    {
        if (snapshot.Terms(language) is not { } terms) return;
        _query.Read(query.Text, query.Context, terms);
        NoteRare(_query);
        _ranking.Rank(_query, snapshot, _query.SaysSomething ? factor : factor * Guess, _scores);
    }

    private void NoteRare(WeightedQuery question)
    {
        foreach (var (term, _, fromContext) in question.Words)
        {
            if (fromContext || _rare.Count == MaxRare || term.Weight < MinRareWeight) continue;
            if (term.Holders.Length is > 0 and <= MaxHolders && !_rare.Contains(term)) _rare.Add(term);
        }
    }
}
