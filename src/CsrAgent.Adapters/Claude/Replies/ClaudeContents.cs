using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude.Replies;

/// <summary>Blocks and citations as message contents.</summary>
internal static class ClaudeContents
{
    /// <summary>A complete text with its citations.</summary>
    public static TextContent Text(JsonElement block)
    {
        var text = new TextContent(block.GetProperty("text").GetString());
        if (block.TryGetProperty("citations", out var citations) && citations.ValueKind is JsonValueKind.Array)
        {
            text.Annotations = [.. citations.EnumerateArray().Select(Citation)];
        }

        return text;
    }

    /// <summary>A citation of a streamed text: an empty text after the words that it belongs to.</summary>
    public static TextContent CitationOf(JsonElement citation) => new("") { Annotations = [Citation(citation)] };

    /// <param name="block">The block, whose input is an object, or empty when it was streamed.</param>
    /// <param name="input">The streamed input; what is not JSON becomes the call's exception.</param>
    public static FunctionCallContent Call(JsonElement block, string? input)
    {
        var (id, name) = (block.GetProperty("id").GetString()!, block.GetProperty("name").GetString()!);
        try
        {
            var given =
                input is null ? block.GetProperty("input").Clone()
                : string.IsNullOrWhiteSpace(input) ? default
                : JsonElement.Parse(input);
            return new(id, name, given.ValueKind is JsonValueKind.Object ? Arguments(given) : []);
        }
        catch (JsonException e)
        {
            return new(id, name) { Exception = e };
        }
    }

    private static Dictionary<string, object?> Arguments(JsonElement input) =>
        input.EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value);

    private static CitationAnnotation Citation(JsonElement citation) =>
        new()
        {
            Title = citation.FindText("title"),
            Snippet = citation.FindText("cited_text"),
            Url = Uri.TryCreate(citation.FindText("source"), UriKind.Absolute, out var source) ? source : null,
        };
}
