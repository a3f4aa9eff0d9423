using System.Collections.Concurrent;
using CsrAgent.Knowledge.Ranking;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace CsrAgent.Adapters.Lucene;

/// <summary>The analysis of one language, for both articles and questions, and its lexicon.</summary>
internal sealed class LanguageAnalysis : ITermAnalyzer
{
    private static readonly ConcurrentDictionary<string, LanguageAnalysis> Known = new();

    private LanguageAnalysis(string language)
    {
        Analyzer = LanguageAnalyzers.Create(language);
        Lexicon = new LanguageLexicon(language, this);
    }

    public Analyzer Analyzer { get; }

    public LanguageLexicon Lexicon { get; }

    /// <param name="language">ISO 639-1.</param>
    public static LanguageAnalysis Of(string language) => Known.GetOrAdd(language, static key => new LanguageAnalysis(key));

    public void Analyze(string text, TakeTerm take)
    {
        using var stream = Analyzer.GetTokenStream("", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken() && take(term.Buffer.AsSpan(0, term.Length))) { }
        stream.End();
    }
}
