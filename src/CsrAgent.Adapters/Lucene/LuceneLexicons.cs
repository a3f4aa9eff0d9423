using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Adapters.Lucene;

/// <summary>The analysis of the embedded index, for an index elsewhere that ranks as it does.</summary>
public sealed class LuceneLexicons : ILanguageLexicons
{
    public string Revision => LanguageAnalyzers.Revision;

    public LanguageLexicon Of(string language) => LanguageAnalysis.Of(language).Lexicon;
}
