using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Bg;
using Lucene.Net.Analysis.Ca;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Cz;
using Lucene.Net.Analysis.Da;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.El;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Eu;
using Lucene.Net.Analysis.Fa;
using Lucene.Net.Analysis.Fi;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Ga;
using Lucene.Net.Analysis.Gl;
using Lucene.Net.Analysis.Hi;
using Lucene.Net.Analysis.Hu;
using Lucene.Net.Analysis.Hy;
using Lucene.Net.Analysis.Id;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Lv;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.No;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Ro;
using Lucene.Net.Analysis.Ru;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.Sv;
using Lucene.Net.Analysis.Tr;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace CsrAgent.Adapters.Lucene;

/// <summary>The analyzer of each language. Text in any other language is split into words and lower-cased.</summary>
internal static class LanguageAnalyzers
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;

    /// <summary>Raised when the analysis changes: indexes of an older version are rebuilt from the articles that they contain.</summary>
    public const string Revision = "2";

    /// <param name="language">ISO 639-1.</param>
    public static Analyzer Create(string language) =>
        language switch
        {
            "en" => new SupportAnalyzer(),
            "ar" => new ArabicAnalyzer(Version),
            "bg" => new BulgarianAnalyzer(Version),
            "ca" => new CatalanAnalyzer(Version),
            "cs" => new CzechAnalyzer(Version),
            "da" => new DanishAnalyzer(Version),
            "de" => new GermanAnalyzer(Version),
            "el" => new GreekAnalyzer(Version),
            "es" => new SpanishAnalyzer(Version),
            "eu" => new BasqueAnalyzer(Version),
            "fa" => new PersianAnalyzer(Version),
            "fi" => new FinnishAnalyzer(Version),
            "fr" => new FrenchAnalyzer(Version),
            "ga" => new IrishAnalyzer(Version),
            "gl" => new GalicianAnalyzer(Version),
            "hi" => new HindiAnalyzer(Version),
            "hu" => new HungarianAnalyzer(Version),
            "hy" => new ArmenianAnalyzer(Version),
            "id" => new IndonesianAnalyzer(Version),
            "it" => new ItalianAnalyzer(Version),
            "lv" => new LatvianAnalyzer(Version),
            "nl" => new DutchAnalyzer(Version),
            "no" or "nb" or "nn" => new NorwegianAnalyzer(Version),
            "pt" => new PortugueseAnalyzer(Version),
            "ro" => new RomanianAnalyzer(Version),
            "ru" => new RussianAnalyzer(Version),
            "sv" => new SwedishAnalyzer(Version),
            "tr" => new TurkishAnalyzer(Version),
            "ja" or "ko" or "zh" => new CJKAnalyzer(Version),
            _ => new StandardAnalyzer(Version, CharArraySet.Empty),
        };
}
