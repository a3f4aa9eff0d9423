using CsrAgent.Adapters.Lucene;

namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>Elasticsearch's analyzers, as far as those of Lucene.NET are like them.</summary>
internal static class FakeAnalysis
{
    private static readonly Dictionary<string, string> Languages = new()
    {
        ["csr_english"] = "en",
        ["german"] = "de",
        ["french"] = "fr",
        ["spanish"] = "es",
        ["cjk"] = "zh",
        ["standard"] = "xx",
    };

    public static List<string> Analyze(string analyzer, string text)
    {
        if (analyzer == "keyword") return [text];
        if (analyzer == "whitespace") return [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        var terms = new List<string>();
        new LuceneLexicons()
            .Of(Languages.GetValueOrDefault(analyzer, "xx"))
            .Analyzer.Analyze(
                text,
                term =>
                {
                    terms.Add(term.ToString());
                    return true;
                }
            );
        return terms;
    }
}
