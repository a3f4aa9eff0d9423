using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>A request as it stood on the wire.</summary>
public sealed record FakeOpenAiRequest(IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    public string Model => Body.GetProperty("model").GetString()!;

    public bool IsStream => Body.TryGetProperty("stream", out var stream) && stream.ValueKind is JsonValueKind.True;

    public bool WantsUsage =>
        !IsStream
        || (
            Body.TryGetProperty("stream_options", out var options)
            && options.TryGetProperty("include_usage", out var usage)
            && usage.GetBoolean()
        );

    public IReadOnlyList<JsonElement> Messages => [.. Body.GetProperty("messages").EnumerateArray()];

    /// <summary>All text of the request's messages.</summary>
    public string Text =>
        string.Join("\n", Messages.Select(message => message.TryGetProperty("content", out var content) ? TextOf(content) : ""));

    public static async Task<FakeOpenAiRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );
        var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
        return new(headers, body.RootElement);
    }

    private static string TextOf(JsonElement content) =>
        content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Join(
                "\n",
                content.EnumerateArray().Select(part => part.TryGetProperty("text", out var text) ? text.GetString() : "")
            ),
            _ => "",
        };
}
