using System.Collections.Concurrent;

namespace CsrAgent.Adapters.Lucene;

/// <summary>
/// The words of one language in one snapshot of the index. Customers use few different words, and looking one up in the index costs more
/// than everything else in a search: so what is found is kept for as long as the snapshot lives.
/// </summary>
internal sealed class LanguageTerms
{
    private const int MaxKept = 20_000;
    private const float RelatedFactor = 0.5f;
    private const float MisspeltFactor = 0.85f;

    // Even a word that most articles hold tells a little.
    private const float MinWeight = 0.3f;

    // In the first few articles of a language every word looks common.
    private const int MinArticles = 10;

    private readonly int[] _articleOf;
    private readonly int _articles;
    private readonly TermReader _reader;
    private readonly Lazy<Spelling> _spelling;
    private readonly ConcurrentDictionary<string, QueryTerm> _terms = new();
    private readonly ConcurrentDictionary<string, QueryTerm>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public LanguageTerms(LanguageAnalysis analysis, TermReader reader, int[] articleOf, int articles)
    {
        (Analysis, _reader, _articleOf, _articles) = (analysis, reader, articleOf, Math.Max(articles, MinArticles));
        _spelling = new Lazy<Spelling>(() => new Spelling(_reader.All()));
        _lookup = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public LanguageAnalysis Analysis { get; }

    public QueryTerm Find(ReadOnlySpan<char> term)
    {
        if (Analysis.Noise.Contains(term)) return QueryTerm.Noise;
        if (_lookup.TryGetValue(term, out var known)) return known;
        // Made-up words must not fill the memory.
        if (_terms.Count >= MaxKept) _terms.Clear();
        var text = term.ToString();
        return _terms.GetOrAdd(text, Read(text));
    }

    private QueryTerm Read(string term)
    {
        var own = _reader.Read(term);
        if (own.Count > 0) return Of(own, own, Related(term, RelatedFactor));
        // Order numbers and crumbs of words tell nothing, and no article will ever hold them.
        if (term.Length <= 2 ? !term.Any(char.IsDigit) : term.Length > 4 && term.Any(char.IsDigit)) return QueryTerm.Noise;
        var related = Related(term, RelatedFactor).ToList();
        if (related.Count > 0) return Of(related[0], related[0], related);
        return Misspelt(term);
    }

    private QueryTerm Misspelt(string term)
    {
        var (found, meant) = (new Dictionary<int, float>(), "");
        foreach (var suggestion in _spelling.Value.Suggest(term))
        {
            if (_reader.Read(suggestion) is var other && other.Count > found.Count) (found, meant) = (other, suggestion);
        }
        return found.Count == 0
            ? QueryTerm.Unknown
            : Of(found, Scale(found, MisspeltFactor), Related(meant, RelatedFactor * MisspeltFactor));
    }

    private IEnumerable<Dictionary<int, float>> Related(string term, float factor) =>
        (Analysis.Related.GetValueOrDefault(term) ?? [])
            .Select(_reader.Read)
            .Where(found => found.Count > 0)
            .Select(found => Scale(found, factor));

    private static Dictionary<int, float> Scale(Dictionary<int, float> found, float factor) =>
        found.ToDictionary(pair => pair.Key, pair => pair.Value * factor);

    private QueryTerm Of(Dictionary<int, float> weighed, Dictionary<int, float> own, IEnumerable<Dictionary<int, float>> others)
    {
        var impacts = new SortedDictionary<int, float>(own);
        foreach (var (passage, impact) in others.SelectMany(found => found))
        {
            impacts[passage] = Math.Max(impact, impacts.GetValueOrDefault(passage));
        }
        return new QueryTerm(WeightOf(weighed), [.. impacts.Keys], [.. impacts.Values]);
    }

    // Inverse document frequency, of articles, between LeastWeight and 1 whatever the size of the knowledge base.
    private float WeightOf(Dictionary<int, float> found)
    {
        var holders = found.Keys.Select(passage => _articleOf[passage]).Distinct().Count();
        var rarity = Math.Log(1 + ((_articles - holders + 0.5) / (holders + 0.5))) / Math.Log(1 + ((_articles + 0.5) / 0.5));
        return MinWeight + ((1 - MinWeight) * (float)Math.Clamp(rarity, 0, 1));
    }
}
