using Lucene.Net.Analysis.TokenAttributes;

namespace CsrAgent.Adapters.Lucene;

/// <summary>
/// A customer's words in one language, weighed. Words of earlier messages count where the question says little by itself ("and how long
/// does that take?") and next to nothing where it speaks for itself.
/// </summary>
internal sealed class WeightedQuery
{
    private const int MaxCharacters = 2_000;
    private const int MaxWords = 32;
    private const int MaxContextWords = 24;

    // What the words of a question must tell together for it to stand alone.
    private const float Enough = 1.2f;
    private const float UnknownTells = 1.2f;
    private const float MaxFromContext = 0.6f;
    private const float Fading = 0.75f;

    private readonly List<(QueryTerm Term, float Weight, bool FromContext)> _words = [];
    private float _stated;
    private int _spoken;

    public IReadOnlyList<(QueryTerm Term, float Weight, bool FromContext)> Words => _words;

    /// <summary>False for a question of filler words alone, such as "thanks": what was said before is then a guess at best.</summary>
    public bool Tells => _stated > 0;

    /// <summary>The weight of all the question's own words: what a passage that holds them all would cover.</summary>
    public float Whole { get; private set; }

    public void Read(string text, IReadOnlyList<string> context, LanguageTerms terms)
    {
        _words.Clear();
        (Whole, _stated, _spoken) = (0, 0, 0);
        Read(text, terms, 1, false, MaxWords);
        if (_spoken == 0) return;
        var weight = MaxFromContext * Math.Clamp(Enough - _stated, 0, 1);
        for (var i = context.Count - 1; i >= 0 && weight > 0.05f; i--, weight *= Fading)
        {
            Read(context[i], terms, weight, true, MaxWords + MaxContextWords);
        }
    }

    private void Read(string text, LanguageTerms terms, float weight, bool fromContext, int max)
    {
        using var stream = terms.Analysis.Analyzer.GetTokenStream("", Bound(text));
        var word = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        for (; _words.Count < max && stream.IncrementToken(); _spoken++)
        {
            Add(terms.Find(WithoutApostrophe(word.Buffer.AsSpan(0, word.Length))), weight, fromContext);
        }
        stream.End();
    }

    private void Add(QueryTerm term, float weight, bool fromContext)
    {
        if (ReferenceEquals(term, QueryTerm.Noise) || (fromContext && !term.IsKnown) || (term.IsKnown && Holds(term))) return;
        _words.Add((term, term.Weight * weight, fromContext));
        if (fromContext) return;
        Whole += term.Weight;
        _stated += term.IsKnown ? term.Weight : UnknownTells;
    }

    private bool Holds(QueryTerm term)
    {
        foreach (var (known, _, _) in _words)
        {
            if (ReferenceEquals(known, term)) return true;
        }
        return false;
    }

    // The matter of a long message stands at its beginning; typographic apostrophes would hide "don’t" from the noise words.
    private static string Bound(string text)
    {
        var bounded = text.Length <= MaxCharacters ? text : text[..MaxCharacters];
        return bounded.Contains('’') ? bounded.Replace('’', '\'') : bounded;
    }

    private static ReadOnlySpan<char> WithoutApostrophe(Span<char> word)
    {
        var at = word.IndexOf('\'');
        if (at < 0) return word;
        word[(at + 1)..].CopyTo(word[at..]);
        return word[..^1];
    }
}
