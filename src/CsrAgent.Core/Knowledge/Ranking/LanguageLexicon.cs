namespace CsrAgent.Knowledge.Ranking;

/// <summary>What is known about a language's terms before any article is read: which are fillers, and which are synonyms.</summary>
public sealed class LanguageLexicon
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _noise;
    private readonly Dictionary<string, string[]> _related;

    /// <param name="language">ISO 639-1.</param>
    public LanguageLexicon(string language, ITermAnalyzer analyzer)
    {
        Analyzer = analyzer;
        _noise = ConversationalWords.Of(language).SelectMany(TermsOf).ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
        _related = language == "en" ? ReadRelated() : [];
    }

    public ITermAnalyzer Analyzer { get; }

    /// <summary>True for the terms of <see cref="ConversationalWords"/>.</summary>
    internal bool IsNoise(ReadOnlySpan<char> term) => _noise.Contains(term);

    /// <summary>The other terms of its groups in <see cref="KnowledgeSynonyms.Related"/>.</summary>
    internal IReadOnlyList<string> RelatedTo(string term) => _related.GetValueOrDefault(term) ?? [];

    private List<string> TermsOf(string text)
    {
        var terms = new List<string>();
        Analyzer.Analyze(
            text,
            term =>
            {
                terms.Add(term.ToString());
                return true;
            }
        );
        return terms;
    }

    private Dictionary<string, string[]> ReadRelated() =>
        KnowledgeSynonyms
            .Related.Select(line => line.Split('>'))
            .SelectMany(sides =>
                TermsOf(sides[0])
                    .SelectMany(term => TermsOf(sides[^1]).Where(other => other != term).Select(other => (Term: term, Other: other)))
            )
            .GroupBy(pair => pair.Term, pair => pair.Other)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
}
