using Lucene.Net.Analysis;

namespace CsrAgent.Adapters.Lucene;

/// <summary>Analyses each field by the language in its name.</summary>
internal sealed class FieldAnalyzer() : AnalyzerWrapper(PER_FIELD_REUSE_STRATEGY)
{
    protected override Analyzer GetWrappedAnalyzer(string fieldName) => LanguageAnalysis.Of(KnowledgeFields.LanguageOf(fieldName)).Analyzer;
}
