using System.Collections.Concurrent;

namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// The weighted terms of one language in one snapshot of an index. Customers use few different words, and looking one up in the index costs
/// more than the rest of a search, so results are cached for the lifetime of the snapshot.
/// </summary>
public sealed class LanguageTerms
{
    private const int MaxKept = 20_000;
    private const float RelatedFactor = 0.5f;
    private const float MisspeltFactor = 0.85f;

    // Even a word that most articles contain says a little.
    private const float MinWeight = 0.3f;

    // In the first few articles of a language, every word looks common.
    private const int MinArticles = 10;

    private readonly int _articles;
    private readonly LanguageLexicon _lexicon;
    private readonly ITermIndex _index;
    private readonly Lazy<Spelling> _spelling;
    private readonly ConcurrentDictionary<string, QueryTerm> _terms = new();
    private readonly ConcurrentDictionary<string, QueryTerm>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <param name="articles">The number of articles in the language in the whole index.</param>
    public LanguageTerms(LanguageLexicon lexicon, ITermIndex index, int articles)
    {
        (_lexicon, _index, _articles) = (lexicon, index, Math.Max(articles, MinArticles));
        _spelling = new Lazy<Spelling>(() => new Spelling(index.ReadAll()));
        _lookup = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    internal ITermAnalyzer Analyzer => _lexicon.Analyzer;

    internal QueryTerm Find(ReadOnlySpan<char> term)
    {
        if (_lexicon.IsNoise(term)) return QueryTerm.Noise;
        if (_lookup.TryGetValue(term, out var known)) return known;
        // Made-up words must not fill up memory.
        if (_terms.Count >= MaxKept) _terms.Clear();
        var text = term.ToString();
        return _terms.GetOrAdd(text, Read(text));
    }

    private QueryTerm Read(string term)
    {
        var own = _index.Read(term);
        // Of a remote index only candidates have impacts: a word that stands in other articles is none the less known.
        if (own.Impacts.Count > 0 || own.Articles > 0) return Join(own, Related(term, RelatedFactor));
        // Order numbers and word fragments say nothing, and no article will ever contain them.
        if (term.Length <= 2 ? !term.Any(char.IsDigit) : term.Length > 4 && term.Any(char.IsDigit)) return QueryTerm.Noise;
        var related = Related(term, RelatedFactor).ToList();
        if (related.Count > 0) return Join(related[0], related) with { Holders = [] };
        return Misspelt(term);
    }

    private QueryTerm Misspelt(string term)
    {
        var (found, meant) = (new TermPostings(new Dictionary<int, float>(), 0), "");
        foreach (var suggestion in _spelling.Value.Suggest(term))
        {
            if (_index.Read(suggestion) is var other && other.Impacts.Count > found.Impacts.Count) (found, meant) = (other, suggestion);
        }
        return found.Impacts.Count == 0
            ? QueryTerm.Unknown
            : Join(found.Scale(MisspeltFactor), Related(meant, RelatedFactor * MisspeltFactor));
    }

    private IEnumerable<TermPostings> Related(string term, float factor) =>
        _lexicon.RelatedTo(term).Select(_index.Read).Where(found => found.Impacts.Count > 0).Select(found => found.Scale(factor));

    private QueryTerm Join(TermPostings own, IEnumerable<TermPostings> others)
    {
        var impacts = new SortedDictionary<int, float>();
        foreach (var (passage, impact) in others.Prepend(own).SelectMany(found => found.Impacts))
        {
            impacts[passage] = Math.Max(impact, impacts.GetValueOrDefault(passage));
        }
        return new QueryTerm(WeightOf(own.Articles), [.. impacts.Keys], [.. impacts.Values]) { Holders = [.. own.Impacts.Keys] };
    }

    // Inverse document frequency over articles, between MinWeight and 1 for any size of the knowledge base.
    private float WeightOf(int holders)
    {
        var rarity = Math.Log(1 + ((_articles - holders + 0.5) / (holders + 0.5))) / Math.Log(1 + ((_articles + 0.5) / 0.5));
        return MinWeight + ((1 - MinWeight) * (float)Math.Clamp(rarity, 0, 1));
    }
}
