namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// A customer's words in one language, weighted. Words of earlier messages count if the question says little by itself ("and how long does
/// that take?"), and hardly at all if it is clear by itself.
/// </summary>
internal sealed class WeightedQuery
{
    private const int MaxCharacters = 2_000;
    private const int MaxWords = 32;
    private const int MaxContextWords = 24;

    // The total weight that a question's words need for it to be understood alone.
    private const float Enough = 1.2f;
    private const float UnknownWeight = 1.2f;
    private const float MaxFromContext = 0.6f;
    private const float Fading = 0.75f;

    private readonly List<(QueryTerm Term, float Weight, bool FromContext)> _words = [];
    private readonly TakeTerm _take;
    private LanguageTerms _terms = null!;
    private float _factor;
    private bool _fromContext;
    private int _max;
    private float _stated;
    private int _termCount;

    public WeightedQuery() => _take = Take;

    public IReadOnlyList<(QueryTerm Term, float Weight, bool FromContext)> Words => _words;

    /// <summary>False for a question of filler words alone, such as "thanks": earlier messages are then a guess at best.</summary>
    public bool SaysSomething => _stated > 0;

    /// <summary>The weight of all the question's own words, which a passage that contains them all would cover.</summary>
    public float Whole { get; private set; }

    public void Read(string text, IReadOnlyList<string> context, LanguageTerms terms)
    {
        _words.Clear();
        (_terms, Whole, _stated, _termCount) = (terms, 0, 0, 0);
        Read(text, 1, false, MaxWords);
        if (_termCount == 0) return;
        var weight = MaxFromContext * Math.Clamp(Enough - _stated, 0, 1);
        for (var i = context.Count - 1; i >= 0 && weight > 0.05f; i--, weight *= Fading)
        {
            Read(context[i], weight, true, MaxWords + MaxContextWords);
        }
    }

    private void Read(string text, float factor, bool fromContext, int max)
    {
        if (_words.Count >= max) return;
        (_factor, _fromContext, _max) = (factor, fromContext, max);
        _terms.Analyzer.Analyze(Bound(text), _take);
    }

    private bool Take(Span<char> term)
    {
        _termCount++;
        Add(_terms.Find(WithoutApostrophe(term)));
        return _words.Count < _max;
    }

    private void Add(QueryTerm term)
    {
        if (ReferenceEquals(term, QueryTerm.Noise) || (_fromContext && !term.IsKnown) || (term.IsKnown && Holds(term))) return;
        _words.Add((term, term.Weight * _factor, _fromContext));
        if (_fromContext) return;
        Whole += term.Weight;
        _stated += term.IsKnown ? term.Weight : UnknownWeight;
    }

    private bool Holds(QueryTerm term)
    {
        foreach (var (known, _, _) in _words)
        {
            if (ReferenceEquals(known, term)) return true;
        }
        return false;
    }

    // A long message comes to the point near its beginning. Typographic apostrophes would hide "don’t" from the noise words.
    internal static string Bound(string text)
    {
        var bounded = text.Length <= MaxCharacters ? text : text[..MaxCharacters];
        return bounded.Contains('’') ? bounded.Replace('’', '\'') : bounded;
    }

    internal static ReadOnlySpan<char> WithoutApostrophe(Span<char> word)
    {
        var at = word.IndexOf('\'');
        if (at < 0) return word;
        word[(at + 1)..].CopyTo(word[at..]);
        return word[..^1];
    }
}
