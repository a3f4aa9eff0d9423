using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Passages;
using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>The terms of one passage in each searched field, analyzed as the embedded index does.</summary>
internal sealed class PassageTerms
{
    private readonly Dictionary<string, int[]> _frequencies = new(StringComparer.Ordinal);
    private readonly int[] _lengths = new int[SearchedField.All.Count];

    private PassageTerms() { }

    public IReadOnlyCollection<string> Terms => _frequencies.Keys;

    public static PassageTerms Of(PassageHit hit, ITermAnalyzer analyzer)
    {
        var terms = new PassageTerms();
        foreach (var (number, field) in SearchedField.All.Index())
        {
            foreach (var text in TextsOf(field, hit)) terms.Add(number, text, analyzer);
        }
        return terms;
    }

    /// <summary>The number of terms in a field.</summary>
    /// <param name="field">Its place in <see cref="SearchedField.All"/>.</param>
    public int LengthOf(int field) => _lengths[field];

    /// <summary>How relevant a term is to the passage, 0..1; 0 where it does not occur.</summary>
    public float ImpactOf(string term, IReadOnlyList<double> averageLengths)
    {
        if (!_frequencies.TryGetValue(term, out var frequencies)) return 0;
        var mentions = 0f;
        foreach (var (number, field) in SearchedField.All.Index())
        {
            if (frequencies[number] == 0) continue;
            mentions += field.Mentions(frequencies[number], _lengths[number], (float)Math.Max(1, averageLengths[number]));
        }
        return TermImpact.Of(mentions);
    }

    private static IEnumerable<string> TextsOf(SearchedField field, PassageHit hit)
    {
        if (field == SearchedField.Title) return [hit.Title];
        if (field == SearchedField.Tags) return hit.Entity is { } entity ? hit.Tags.Prepend(entity) : hit.Tags;
        if (field == SearchedField.Heading) return hit.Passage.Heading is { } heading ? [MarkdownText.Plain(heading)] : [];
        return [MarkdownText.Plain(hit.Passage.Text)];
    }

    private void Add(int field, string text, ITermAnalyzer analyzer) =>
        analyzer.Analyze(
            text,
            term =>
            {
                _lengths[field]++;
                var key = term.ToString();
                if (!_frequencies.TryGetValue(key, out var frequencies)) _frequencies[key] = frequencies = new int[_lengths.Length];
                frequencies[field]++;
                return true;
            }
        );
}
