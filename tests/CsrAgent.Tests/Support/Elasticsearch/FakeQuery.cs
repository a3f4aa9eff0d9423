using System.Globalization;
using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>Scores documents by a query; a kind that it does not know is refused.</summary>
internal static class FakeQuery
{
    /// <summary>Null where the document does not match.</summary>
    public static double? Score(JsonNode query, FakeDocument document, FakeView view)
    {
        var (kind, body) = query.AsObject().Single();
        return kind switch
        {
            "bool" => Bool(body!.AsObject(), document, view),
            "term" => Any(body!.AsObject().Single(), document, view),
            "terms" => Any(body!.AsObject().Single(), document, view),
            "exists" => document.Terms((string)body!["field"]!) is { Count: > 0 } ? 1 : null,
            "multi_match" => MultiMatch(body!.AsObject(), document, view),
            "match_all" => 1,
            "match_none" => null,
            _ => throw new FormatException($"unknown query [{kind}]"),
        };
    }

    private static double? Bool(JsonObject body, FakeDocument document, FakeView view)
    {
        var score = 0d;
        if (Clauses(body, "must_not").Any(clause => Score(clause, document, view) is not null)) return null;
        if (Clauses(body, "filter").Any(clause => Score(clause, document, view) is null)) return null;
        foreach (var clause in Clauses(body, "must"))
        {
            if (Score(clause, document, view) is not { } part) return null;
            score += part;
        }
        var should = Clauses(body, "should").Select(clause => Score(clause, document, view)).ToList();
        var isOptional = body.ContainsKey("must") || body.ContainsKey("filter") || should.Count == 0;
        var needed = (int?)body["minimum_should_match"] ?? (isOptional ? 0 : 1);
        if (should.Count(part => part is not null) < needed) return null;
        return (score + should.Sum(part => part ?? 0)) * Boost(body);
    }

    private static double? Any(KeyValuePair<string, JsonNode?> field, FakeDocument document, FakeView view)
    {
        _ = view.TypeOf(field.Key);
        var values = field.Value is JsonArray many ? many.ToList() : [field.Value];
        var terms = document.Terms(field.Key);
        return terms is not null && values.Any(value => terms.ContainsKey(Text(value!))) ? 1 : null;
    }

    private static double? MultiMatch(JsonObject body, FakeDocument document, FakeView view)
    {
        if ((string?)body["type"] != "most_fields") throw new FormatException("only most_fields is known");
        double? score = null;
        foreach (var each in body["fields"]!.AsArray())
        {
            var parts = ((string)each!).Split('^');
            if (document.Terms(parts[0]) is not { } terms) continue;
            var analyzer = (string?)body["analyzer"] ?? view.AnalyzerOf(parts[0]);
            var statistics = view.Statistics(parts[0]);
            var part = FakeAnalysis.Analyze(analyzer, (string)body["query"]!).Sum(term => statistics.Score(term, terms));
            if (part > 0) score = (score ?? 0) + (part * double.Parse(parts.ElementAtOrDefault(1) ?? "1", CultureInfo.InvariantCulture));
        }
        return score * Boost(body);
    }

    private static double Boost(JsonObject body) => (double?)body["boost"] ?? 1;

    private static IEnumerable<JsonNode> Clauses(JsonObject body, string name) =>
        body[name] is JsonArray many ? many.Select(clause => clause!) : body[name] is { } one ? [one] : [];

    private static string Text(JsonNode value) =>
        value.GetValueKind() is System.Text.Json.JsonValueKind.String ? (string)value! : value.ToJsonString();
}
