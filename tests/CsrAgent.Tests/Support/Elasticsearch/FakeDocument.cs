using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>A document: what is kept of it, and what of it is indexed.</summary>
internal sealed class FakeDocument
{
    private readonly Dictionary<string, Dictionary<string, int>> _terms = [];
    private readonly Dictionary<string, float[]> _vectors = [];

    public FakeDocument(string id, JsonObject source, long sequence, JsonObject mapping)
    {
        (Id, Sequence) = (id, sequence);
        var kept = source.DeepClone().AsObject();
        foreach (var (name, field) in mapping["properties"]!.AsObject())
        {
            if (source[name] is { } value) Index(name, value, field!.AsObject());
        }
        foreach (var excluded in mapping["_source"]?["excludes"]?.AsArray() ?? []) Remove(kept, (string)excluded!);
        Source = kept;
    }

    public string Id { get; }

    public long Sequence { get; }

    public JsonObject Source { get; }

    /// <summary>The terms of an indexed field, and how often each occurs.</summary>
    public IReadOnlyDictionary<string, int>? Terms(string field) => _terms.GetValueOrDefault(field);

    public float[]? Vector(string field) => _vectors.GetValueOrDefault(field);

    public static void Remove(JsonObject source, string pattern)
    {
        foreach (var name in source.Select(field => field.Key).ToList())
        {
            if (pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern) source.Remove(name);
        }
    }

    private void Index(string name, JsonNode value, JsonObject field)
    {
        var type = (string)field["type"]!;
        if (type == "dense_vector")
        {
            var vector = value.AsArray().Select(number => (float)number!).ToArray();
            if (vector.Length != (int)field["dims"]!) throw new FormatException($"{name} has {vector.Length} numbers");
            _vectors[name] = vector;
            return;
        }
        var terms = _terms[name] = [];
        foreach (var each in value is JsonArray many ? many.ToList() : [value])
        {
            // Wrong kinds of values are refused, as Elasticsearch does.
            IEnumerable<string> found = type switch
            {
                "text" => FakeAnalysis.Analyze((string?)field["analyzer"] ?? "standard", (string)each!),
                "integer" => [((int)each!).ToString(System.Globalization.CultureInfo.InvariantCulture)],
                "boolean" => [(bool)each! ? "true" : "false"],
                "date" => [DateTimeOffset.Parse((string)each!, System.Globalization.CultureInfo.InvariantCulture).ToString("O")],
                _ => [(string)each!],
            };
            foreach (var term in found) terms[term] = terms.GetValueOrDefault(term) + 1;
        }
    }
}
