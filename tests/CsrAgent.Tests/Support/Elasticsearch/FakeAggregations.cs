using System.Globalization;
using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>Counts, averages, and near terms.</summary>
internal static class FakeAggregations
{
    public static JsonObject Answer(JsonObject aggregations, IReadOnlyList<FakeDocument> documents, FakeView view)
    {
        var answer = new JsonObject();
        foreach (var (name, body) in aggregations)
        {
            var (kind, about) = body!.AsObject().First(field => field.Key != "aggregations");
            var below = body["aggregations"]?.AsObject();
            answer[name] = kind switch
            {
                "avg" => new JsonObject { ["value"] = Numbers(about!, documents).Cast<double?>().DefaultIfEmpty().Average() },
                "max" => new JsonObject { ["value"] = Dates(about!, documents).Cast<double?>().DefaultIfEmpty().Max() },
                "filter" => Bucket(Matching(about!, documents, view), below, view),
                "filters" => new JsonObject { ["buckets"] = Filters(about!["filters"]!.AsObject(), documents, view) },
                "terms" => new JsonObject { ["buckets"] = Terms((string)about!["field"]!, documents, below, view) },
                _ => throw new FormatException($"unknown aggregation [{kind}]"),
            };
        }
        return answer;
    }

    public static JsonObject Suggest(JsonObject suggest, FakeView view)
    {
        var answer = new JsonObject();
        foreach (var (name, body) in suggest)
        {
            var (text, term) = ((string)body!["text"]!, body["term"]!.AsObject());
            var holders = view.Statistics((string)term["field"]!).Holders;
            var prefix = text[..(int)term["prefix_length"]!];
            var near = holders
                .Where(each => !holders.ContainsKey(text) && each.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Where(each => IsNear(text, each.Key))
                .OrderByDescending(each => each.Value)
                .Take((int)term["size"]!)
                .Select(each => (JsonNode)new JsonObject { ["text"] = each.Key, ["freq"] = each.Value });
            answer[name] = new JsonArray(new JsonObject { ["text"] = text, ["options"] = new JsonArray([.. near]) });
        }
        return answer;
    }

    // One letter more, less or other, or two swapped.
    private static bool IsNear(string a, string b)
    {
        var start = a.AsSpan().CommonPrefixLength(b);
        var (x, y) = (a[start..], b[start..]);
        while (x.Length > 0 && y.Length > 0 && x[^1] == y[^1]) (x, y) = (x[..^1], y[..^1]);
        return (x.Length <= 1 && y.Length <= 1) || (x.Length == 2 && y.Length == 2 && x[0] == y[1] && x[1] == y[0]);
    }

    private static JsonObject Bucket(IReadOnlyList<FakeDocument> documents, JsonObject? below, FakeView view)
    {
        var bucket = below is null ? [] : Answer(below, documents, view);
        bucket["doc_count"] = documents.Count;
        return bucket;
    }

    private static JsonObject Filters(JsonObject filters, IReadOnlyList<FakeDocument> documents, FakeView view)
    {
        var buckets = new JsonObject();
        foreach (var (name, filter) in filters) buckets[name] = Bucket(Matching(filter!, documents, view), null, view);
        return buckets;
    }

    private static JsonArray Terms(string field, IReadOnlyList<FakeDocument> documents, JsonObject? below, FakeView view) =>
        new([
            .. documents
                .SelectMany(document => (document.Terms(field)?.Keys ?? []).Select(term => (term, document)))
                .GroupBy(pair => pair.term, pair => pair.document)
                .OrderByDescending(group => group.Count())
                .Select(group =>
                {
                    var bucket = Bucket([.. group], below, view);
                    bucket["key"] = group.Key;
                    return (JsonNode)bucket;
                }),
        ]);

    private static List<FakeDocument> Matching(JsonNode filter, IReadOnlyList<FakeDocument> documents, FakeView view) =>
        [.. documents.Where(document => FakeQuery.Score(filter, document, view) is not null)];

    private static IEnumerable<double> Numbers(JsonNode about, IReadOnlyList<FakeDocument> documents) =>
        documents
            .Select(document => document.Source[(string)about["field"]!])
            .OfType<JsonNode>()
            .Select(value => (double)value);

    private static IEnumerable<double> Dates(JsonNode about, IReadOnlyList<FakeDocument> documents) =>
        documents
            .Select(document => document.Source[(string)about["field"]!])
            .OfType<JsonNode>()
            .Select(value => (double)DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
}
