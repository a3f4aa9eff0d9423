using System.Collections.Concurrent;
using CsrAgent.Knowledge;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace CsrAgent.Adapters.Lucene;

/// <summary>How one language is read: its analyzer, the terms that mean nothing, and the terms that mean much the same.</summary>
internal sealed class LanguageAnalysis
{
    private static readonly ConcurrentDictionary<string, LanguageAnalysis> Known = new();

    private LanguageAnalysis(string language)
    {
        Language = language;
        Analyzer = LanguageAnalyzers.Create(language);
        Noise = ConversationalWords.Of(language).SelectMany(Terms).ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
        Related = language == "en" ? ReadRelated() : [];
    }

    public string Language { get; }

    public Analyzer Analyzer { get; }

    /// <summary>Terms of <see cref="ConversationalWords"/>.</summary>
    public HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Noise { get; }

    /// <summary>The other terms of <see cref="KnowledgeSynonyms.Related"/> by term.</summary>
    public IReadOnlyDictionary<string, string[]> Related { get; }

    public static LanguageAnalysis Of(string language) => Known.GetOrAdd(language, static key => new LanguageAnalysis(key));

    /// <summary>A text's terms, in order.</summary>
    public List<string> Terms(string text)
    {
        var terms = new List<string>();
        using var stream = Analyzer.GetTokenStream("", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken()) terms.Add(term.ToString());
        stream.End();
        return terms;
    }

    private Dictionary<string, string[]> ReadRelated() =>
        KnowledgeSynonyms
            .Related.Select(line => line.Split('>'))
            .SelectMany(sides =>
                Terms(sides[0])
                    .SelectMany(term => Terms(sides[^1]).Where(other => other != term).Select(other => (Term: term, Other: other)))
            )
            .GroupBy(pair => pair.Term, pair => pair.Other)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
}
