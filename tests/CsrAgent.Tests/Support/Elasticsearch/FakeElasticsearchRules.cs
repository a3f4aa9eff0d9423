using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>
/// What Elasticsearch's published OpenAPI description allows in the requests of the index: methods, paths, parameters, and the names of all
/// fields in their bodies, however deep.
/// </summary>
internal static partial class FakeElasticsearchRules
{
    private static readonly JsonElement Api = Read();

    /// <summary>What is wrong with a request, or null.</summary>
    public static string? Check(HttpRequest request, string body)
    {
        var isLines = request.Path.Value!.EndsWith("/_bulk", StringComparison.Ordinal);
        if (TypeError(request, body, isLines) is { } type) return type;
        foreach (var operation in Api.GetProperty("operations").EnumerateArray())
        {
            if (operation.GetProperty("method").GetString() != request.Method) continue;
            if (!PatternOf(operation.GetProperty("path").GetString()!).IsMatch(request.Path.Value)) continue;
            var allowed = operation.GetProperty("query").EnumerateArray().Select(name => name.GetString()).ToHashSet();
            if (request.Query.Keys.FirstOrDefault(name => !allowed.Contains(name)) is { } unknown) return $"unknown parameter {unknown}";
            if (body.Length == 0) return null;
            if (isLines) return ErrorInLines(body);
            return ErrorIn(JsonDocument.Parse(body).RootElement, operation.GetProperty("body"), request.Path.Value);
        }
        return "no such operation";
    }

    private static string? TypeError(HttpRequest request, string body, bool isLines)
    {
        var expected = isLines
            ? "application/vnd.elasticsearch+x-ndjson; compatible-with=8"
            : "application/vnd.elasticsearch+json; compatible-with=8";
        if (body.Length > 0 && !IsSame(request.ContentType, expected)) return $"content type {request.ContentType}";
        var accept = request.Headers.Accept.ToString();
        var isRoot = request.Path == "/";
        return isRoot || IsSame(accept, "application/vnd.elasticsearch+json; compatible-with=8") ? null : $"accept {accept}";
    }

    private static bool IsSame(string? type, string expected) => type?.Replace(" ", "") == expected.Replace(" ", "");

    private static string? ErrorInLines(string body)
    {
        if (!body.EndsWith('\n')) return "bulk does not end in a line break";
        var lines = body[..^1].Split('\n');
        if (lines.Length % 2 != 0) return "bulk has a document without an action";
        var action = Api.GetProperty("schemas").GetProperty("_global.bulk.OperationContainer");
        return lines
            .Where((_, i) => i % 2 == 0)
            .Select(line => ErrorIn(JsonDocument.Parse(line).RootElement, action, "_bulk"))
            .FirstOrDefault(error => error is not null);
    }

    private static string? ErrorIn(JsonElement value, JsonElement type, string place)
    {
        if (type.ValueKind == JsonValueKind.String)
        {
            var name = type.GetString()!;
            if (name is "any" or "scalar") return null;
            return ErrorIn(value, Api.GetProperty("schemas").GetProperty(name), place);
        }
        if (type.ValueKind != JsonValueKind.Object) return $"{place} takes no body";
        if (type.TryGetProperty("either", out var choices))
        {
            var errors = choices.EnumerateArray().Select(choice => ErrorIn(value, choice, place)).ToList();
            return errors.Contains(null) ? null : errors[^1];
        }
        if (type.TryGetProperty("list", out var item))
        {
            // Elasticsearch takes one where it takes many.
            var items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
            return items.Select(each => ErrorIn(each, item, place)).FirstOrDefault(error => error is not null);
        }
        return value.ValueKind == JsonValueKind.Object ? ErrorInFields(value, type, place) : null;
    }

    private static string? ErrorInFields(JsonElement value, JsonElement type, string place)
    {
        foreach (var field in value.EnumerateObject())
        {
            JsonElement of;
            if (type.TryGetProperty("map", out var each)) of = each;
            else if (type.GetProperty("object").TryGetProperty(field.Name, out var known)) of = known;
            else if (type.TryGetProperty("rest", out var rest)) of = rest;
            else return $"unknown field {place}.{field.Name}";
            if (ErrorIn(field.Value, of, $"{place}.{field.Name}") is { } error) return error;
        }
        return null;
    }

    private static Regex PatternOf(string path) => new("^" + Parameter().Replace(path, "[^/]+") + "$");

    private static JsonElement Read()
    {
        using var stream = typeof(FakeElasticsearchRules).Assembly.GetManifestResourceStream("elasticsearch-requests.json")!;
        return JsonDocument.Parse(stream).RootElement.Clone();
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
