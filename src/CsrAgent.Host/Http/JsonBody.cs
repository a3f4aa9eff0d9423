using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CsrAgent.Host.Http;

/// <summary>Reads a request's JSON object within limits and says exactly what is wrong with it.</summary>
internal static class JsonBody
{
    public const int DefaultMaxBytes = 256 * 1024;
    private const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>
    /// The body's JSON object, or the problem to answer with. An empty body counts as <c>{}</c> where <paramref name="optional"/>.
    /// </summary>
    public static async Task<(FieldReader Fields, ProblemHttpResult? Problem)> ReadObjectAsync(
        HttpRequest request,
        CancellationToken cancellationToken,
        int maxBytes = DefaultMaxBytes,
        bool optional = false
    )
    {
        var (bytes, problem) = await ReadBytesAsync(request, maxBytes, optional, cancellationToken);
        if (problem is not null) return (default, problem);
        try
        {
            var root = bytes.Length == 0 ? JsonDocument.Parse("{}").RootElement : JsonDocument.Parse(bytes, Options).RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? (new FieldReader(root), null)
                : (default, Problem.Malformed("The body must be a JSON object."));
        }
        catch (JsonException e)
        {
            return (default, Problem.Malformed(Explain(e)));
        }
    }

    /// <summary>The raw body of a JSON request, or the problem to answer with.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, ProblemHttpResult? Problem)> ReadBytesAsync(
        HttpRequest request,
        int maxBytes,
        bool optional,
        CancellationToken cancellationToken,
        params string[] otherTypes
    )
    {
        var empty =
            request.ContentLength is 0
            || (
                request.ContentLength is null
                && !request.Headers.ContainsKey("Transfer-Encoding")
                && request.Protocol == HttpProtocol.Http11
            );
        if (empty && optional) return (ReadOnlyMemory<byte>.Empty, null);
        if (
            !request.HasJsonContentType()
            && !otherTypes.Contains(request.ContentType?.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase)
        )
        {
            return (
                default,
                Problem.Of(
                    StatusCodes.Status415UnsupportedMediaType,
                    "unsupported_media_type",
                    "Send the body as Content-Type: application/json."
                )
            );
        }
        if (request.ContentLength > maxBytes) return (default, TooLarge(maxBytes));
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxBytes + 1L;
        }
        try
        {
            using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
            await request.Body.CopyToAsync(buffer, cancellationToken);
            return buffer.Length > maxBytes
                ? (default, TooLarge(maxBytes))
                : (WithoutMark(buffer.GetBuffer().AsMemory(0, (int)buffer.Length)), null);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (default, TooLarge(maxBytes));
        }
        catch (BadHttpRequestException)
        {
            return (default, Problem.Malformed("The body ended early or came too slowly; send it again."));
        }
    }

    /// <summary>Programs of Windows begin UTF-8 with a byte order mark.</summary>
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith(System.Text.Encoding.UTF8.Preamble) ? bytes[System.Text.Encoding.UTF8.Preamble.Length..] : bytes;

    private static ProblemHttpResult TooLarge(int maxBytes) =>
        Problem.Of(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"The body may be at most {maxBytes / 1024:N0} KiB.");

    // The reader's message may quote the body, which may be a customer's text: only the position is reported.
    private static string Explain(JsonException e) =>
        $"The body is not valid JSON (UTF-8, at most {MaxDepth} levels deep): see line {e.LineNumber + 1}, byte "
        + $"{e.BytePositionInLine + 1}.";
}
