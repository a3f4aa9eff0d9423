using System.Numerics.Tensors;
using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>Answers a search: query and knn, exactly, sorted by score or by fields, with counts and suggestions.</summary>
internal static class FakeSearch
{
    public static JsonObject Answer(JsonObject body, FakeIndex index)
    {
        var view = index.Visible;
        var found = Find(body, view);
        var answer = new JsonObject
        {
            ["took"] = 1,
            ["timed_out"] = false,
            ["_shards"] = new JsonObject { ["total"] = 1, ["successful"] = 1, ["skipped"] = 0, ["failed"] = 0 },
        };
        var hits = Page(body, found).Select(hit => (JsonNode)Hit(body, index, hit));
        answer["hits"] = new JsonObject { ["hits"] = new JsonArray([.. hits]) };
        if ((bool?)body["track_total_hits"] == true) answer["hits"]!["total"] = new JsonObject { ["value"] = found.Count };
        var documents = found.Select(hit => hit.Document).ToList();
        if (body["aggregations"] is JsonObject aggregations)
        {
            answer["aggregations"] = FakeAggregations.Answer(aggregations, documents, view);
        }
        if (body["suggest"] is JsonObject suggest) answer["suggest"] = FakeAggregations.Suggest(suggest, view);
        return answer;
    }

    private static List<(FakeDocument Document, double Score)> Find(JsonObject body, FakeView view)
    {
        var scores = new Dictionary<FakeDocument, double>();
        var query = body["query"] ?? (body["knn"] is null ? new JsonObject { ["match_all"] = new JsonObject() } : null);
        foreach (var document in query is null ? [] : view.Documents)
        {
            if (FakeQuery.Score(query!, document, view) is { } score) scores[document] = score;
        }
        foreach (var knn in body["knn"]?.AsArray() ?? [])
        {
            foreach (var (document, score) in Nearest(knn!.AsObject(), view)) scores[document] = scores.GetValueOrDefault(document) + score;
        }
        return [.. scores.Select(pair => (pair.Key, pair.Value))];
    }

    private static IEnumerable<(FakeDocument, double)> Nearest(JsonObject knn, FakeView view)
    {
        var (field, asked) = ((string)knn["field"]!, knn["query_vector"]!.AsArray().Select(number => (float)number!).ToArray());
        if ((string?)view.TypeOf(field)["type"] != "dense_vector") throw new FormatException($"[{field}] is no vector");
        if ((int)knn["num_candidates"]! < (int)knn["k"]!) throw new FormatException("[num_candidates] cannot be less than [k]");
        return view
            .Documents.Where(document => document.Vector(field) is not null)
            .Where(document => knn["filter"] is not { } filter || FakeQuery.Score(filter, document, view) is not null)
            .Select(document => (document, (double)TensorPrimitives.Dot<float>(asked, document.Vector(field)!)))
            // As Elasticsearch makes a score of an inner product: never below 0.
            .Select(hit => (hit.document, ((double?)knn["boost"] ?? 1) * (hit.Item2 < 0 ? 1 / (1 - hit.Item2) : hit.Item2 + 1)))
            .OrderByDescending(hit => hit.Item2)
            .Take((int)knn["k"]!);
    }

    private static IEnumerable<(FakeDocument Document, double Score)> Page(
        JsonObject body,
        List<(FakeDocument Document, double Score)> found
    )
    {
        var size = (int?)body["size"] ?? 10;
        if (body["sort"] is not JsonArray sort) return found.OrderByDescending(hit => hit.Score).Take(size);
        var fields = sort.Select(field => (string)field!).ToList();
        var ordered = found.OrderBy(hit => KeyOf(hit.Document, fields), Comparer<object[]>.Create(Compare));
        return body["search_after"] is JsonArray after
            ? ordered.Where(hit => Compare(KeyOf(hit.Document, fields), [.. after.Select(Value)]) > 0).Take(size)
            : ordered.Take(size);
    }

    private static JsonObject Hit(JsonObject body, FakeIndex index, (FakeDocument Document, double Score) hit)
    {
        var answer = new JsonObject
        {
            ["_index"] = index.Name,
            ["_id"] = hit.Document.Id,
            ["_score"] = hit.Score,
        };
        if ((bool?)body["seq_no_primary_term"] == true)
        {
            answer["_seq_no"] = hit.Document.Sequence;
            answer["_primary_term"] = 1;
        }
        if (body["sort"] is JsonArray sort)
        {
            answer["sort"] = new JsonArray([.. sort.Select(field => hit.Document.Source[(string)field!]?.DeepClone())]);
        }
        if (body["_source"] is JsonValue) return answer;
        var source = hit.Document.Source.DeepClone().AsObject();
        foreach (var excluded in body["_source"]?["excludes"]?.AsArray() ?? []) FakeDocument.Remove(source, (string)excluded!);
        answer["_source"] = source;
        return answer;
    }

    private static object[] KeyOf(FakeDocument document, List<string> fields) => [.. fields.Select(field => Value(document.Source[field]))];

    private static object Value(JsonNode? node) =>
        node is null ? "" : node.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)node! : (long)node;

    private static int Compare(object[] a, object[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            var order = a[i] is string text ? string.CompareOrdinal(text, (string)b[i]) : ((long)a[i]).CompareTo((long)b[i]);
            if (order != 0) return order;
        }
        return 0;
    }
}
