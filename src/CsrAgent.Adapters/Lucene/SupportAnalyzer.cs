using CsrAgent.Knowledge;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.Synonym;
using Lucene.Net.Util;

namespace CsrAgent.Adapters.Lucene;

/// <summary>
/// English as customers and help articles write it: possessives, stemming, and <see cref="KnowledgeSynonyms.Pairs"/> ahead of the stop
/// words, since "sign in" and "where is my" consist of them.
/// </summary>
internal sealed class SupportAnalyzer : Analyzer
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;
    private static readonly SynonymMap Synonyms = ReadSynonyms();

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var tokenizer = new StandardTokenizer(Version, reader);
        TokenStream stream = new StandardFilter(Version, tokenizer);
        stream = new EnglishPossessiveFilter(Version, stream);
        stream = new ASCIIFoldingFilter(new LowerCaseFilter(Version, stream));
        stream = new SynonymFilter(stream, Synonyms, ignoreCase: false);
        stream = new StopFilter(Version, stream, StopAnalyzer.ENGLISH_STOP_WORDS_SET);
        return new TokenStreamComponents(tokenizer, new PorterStemFilter(stream));
    }

    private static SynonymMap ReadSynonyms()
    {
        var builder = new SynonymMap.Builder(dedup: true);
        foreach (var line in KnowledgeSynonyms.Pairs)
        {
            var sides = line.Split("=>", StringSplitOptions.TrimEntries);
            foreach (var phrase in sides[0].Split(',', StringSplitOptions.TrimEntries))
            {
                builder.Add(Join(phrase), Join(sides[1]), includeOrig: false);
            }
        }
        return builder.Build();
    }

    private static CharsRef Join(string phrase) => SynonymMap.Builder.Join(phrase.Split(' '), new CharsRef());
}
