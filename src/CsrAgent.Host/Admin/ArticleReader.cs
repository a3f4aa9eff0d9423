using System.Text.Json;
using CsrAgent.Host.Http;
using CsrAgent.Knowledge;

namespace CsrAgent.Host.Admin;

/// <summary>
/// Reads articles from a JSON array or from NDJSON. The intake reports invalid articles; only malformed JSON fails the call.
/// </summary>
internal static class ArticleReader
{
    private const int MaxBytes = 32 * 1024 * 1024;
    private const string NdJson = "application/x-ndjson";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    public static async Task<(IReadOnlyList<ArticleSubmission> Articles, IResult? Problem)> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var (bytes, problem) = await JsonBody.ReadBytesAsync(
            request,
            MaxBytes,
            optional: false,
            cancellationToken,
            NdJson,
            "application/jsonl"
        );
        if (problem is not null) return ([], problem);
        return request.HasJsonContentType() ? ReadArray(bytes) : ReadLines(bytes);
    }

    private static (IReadOnlyList<ArticleSubmission>, IResult?) ReadArray(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                return ([], Problem.Malformed("The body must be a JSON array of articles, or NDJSON with one article a line."));
            }
            return ([.. document.RootElement.EnumerateArray().Select(ToSubmission)], null);
        }
        catch (JsonException e)
        {
            return ([], Problem.Malformed($"The body is not valid JSON: see line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}."));
        }
    }

    private static (IReadOnlyList<ArticleSubmission>, IResult?) ReadLines(ReadOnlyMemory<byte> bytes)
    {
        var articles = new List<ArticleSubmission>();
        var number = 0;
        foreach (var range in bytes.Span.Split((byte)'\n'))
        {
            number++;
            var line = bytes[range];
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0) continue;
            try
            {
                using var document = JsonDocument.Parse(line, Options);
                articles.Add(ToSubmission(document.RootElement));
            }
            catch (JsonException)
            {
                return ([], Problem.Malformed($"Line {number} is not a JSON object. Nothing of the request was indexed."));
            }
        }

        return (articles, null);
    }

    // A field of the wrong type counts as missing, so the intake reports it with the article.
    private static ArticleSubmission ToSubmission(JsonElement element) =>
        element.ValueKind != JsonValueKind.Object
            ? new(null, null, null, null, null, null)
            : new(
                Text(element, "id") ?? Number(element, "id"),
                Text(element, "title"),
                Text(element, "url"),
                Tags(element),
                Text(element, "language"),
                Text(element, "body") ?? Text(element, "content")
            )
            {
                Entity = Text(element, "entity"),
            };

    private static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException) // Half of a surrogate pair.
        {
            return null;
        }
    }

    /// <summary>Databases export their ids as numbers.</summary>
    private static string? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null;

    private static List<string?>? Tags(JsonElement element) =>
        element.TryGetProperty("tags", out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(tag => tag.ValueKind == JsonValueKind.String ? tag.GetString() : null)]
            : null;
}
