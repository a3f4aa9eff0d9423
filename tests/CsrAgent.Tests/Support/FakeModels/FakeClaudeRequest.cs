using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>A request as it stood on the wire.</summary>
public sealed record FakeClaudeRequest(IReadOnlyDictionary<string, string> Headers, string Json, JsonElement Body)
{
    public const string Version = "2023-06-01";

    private const string Bearer = "Bearer ";

    /// <summary>In a header of its own, or as a bearer token.</summary>
    public string? ApiKey =>
        Header("x-api-key")
        ?? (Header("authorization") is { } value && value.StartsWith(Bearer, StringComparison.Ordinal) ? value[Bearer.Length..] : null);

    public string Model => Body.GetProperty("model").GetString()!;

    public bool IsStream => Body.TryGetProperty("stream", out var stream) && stream.ValueKind is JsonValueKind.True;

    public IReadOnlyList<JsonElement> Messages => [.. Body.GetProperty("messages").EnumerateArray()];

    public string SystemText => Body.TryGetProperty("system", out var system) ? TextOf(system) : "";

    /// <summary>The text of the last user message, its tool results left out.</summary>
    public string LastUserText => TextOf(Messages.Last(message => message.GetProperty("role").ValueEquals("user")).GetProperty("content"));

    public IReadOnlyList<string> ToolNames =>
        Body.TryGetProperty("tools", out var tools)
            ? [.. tools.EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)]
            : [];

    /// <summary>All search results in the order of the request, as <c>search_result_index</c> counts them.</summary>
    public IReadOnlyList<FakeSearchResult> SearchResults => [.. Blocks("search_result").Select(FakeSearchResult.From)];

    /// <summary>The tool results of the last message.</summary>
    public IReadOnlyList<JsonElement> ToolResults => [.. Find(Messages[^1], "tool_result")];

    /// <summary>The blocks with a mark, in the order in which the cache reads them.</summary>
    public IReadOnlyList<JsonElement> CacheMarks =>
        [
            .. new[] { "tools", "system", "messages" }
                .Where(part => Body.TryGetProperty(part, out _))
                .SelectMany(part => FindWith(Body.GetProperty(part), "cache_control")),
        ];

    /// <summary>The request without the marks for the cache, which are no part of the prompt.</summary>
    public string WithoutMarks => FakePromptCache.WithoutMarks(Json);

    /// <summary>The request up to its last message, without the marks.</summary>
    public string BeforeTheLastMessage =>
        WithoutMarks[..WithoutMarks.LastIndexOf(FakePromptCache.WithoutMarks(Messages[^1].GetRawText()), StringComparison.Ordinal)];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public IEnumerable<JsonElement> Blocks(string type) => Find(Body.GetProperty("messages"), type);

    public static FakeClaudeRequest Parse(HttpRequest request, byte[] body)
    {
        var headers = request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );
        var json = System.Text.Encoding.UTF8.GetString(body);
        try
        {
            return new(headers, json, JsonDocument.Parse(body).RootElement);
        }
        catch (JsonException)
        {
            // The rules refuse what is no object, with the API's words.
            return new(headers, json, default);
        }
    }

    internal static string TextOf(JsonElement content) =>
        content.ValueKind is JsonValueKind.String
            ? content.GetString()!
            : string.Join(
                "\n",
                content
                    .EnumerateArray()
                    .Where(b => b.GetProperty("type").ValueEquals("text"))
                    .Select(b => b.GetProperty("text").GetString())
            );

    private static IEnumerable<JsonElement> Find(JsonElement element, string type) =>
        Nested(element)
            .Where(inner =>
                inner.ValueKind is JsonValueKind.Object
                && inner.TryGetProperty("type", out var value)
                && value.ValueKind is JsonValueKind.String
                && value.ValueEquals(type)
            );

    private static IEnumerable<JsonElement> FindWith(JsonElement element, string property) =>
        Nested(element).Where(inner => inner.ValueKind is JsonValueKind.Object && inner.TryGetProperty(property, out _));

    private static IEnumerable<JsonElement> Nested(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Nested),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Nested(property.Value)).Prepend(element),
            _ => [],
        };
}
