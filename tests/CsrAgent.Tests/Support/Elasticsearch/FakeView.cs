using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>The documents of an index that searches see, and what is counted over them.</summary>
internal sealed class FakeView(IReadOnlyList<FakeDocument> documents, JsonObject mapping)
{
    private readonly Dictionary<string, FakeFieldStatistics> _fields = [];

    public IReadOnlyList<FakeDocument> Documents => documents;

    public string AnalyzerOf(string field) => (string?)TypeOf(field)["analyzer"] ?? "keyword";

    public JsonObject TypeOf(string field) =>
        mapping["properties"]![field]?.AsObject() ?? throw new FormatException($"field [{field}] does not exist in the mapping");

    public FakeFieldStatistics Statistics(string field)
    {
        if (!_fields.TryGetValue(field, out var statistics)) _fields[field] = statistics = new FakeFieldStatistics(documents, field);
        return statistics;
    }
}
