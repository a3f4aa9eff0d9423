using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CsrAgent.Host.Http;

/// <summary>Writes an event stream: named events with one line of JSON each, and comments as keep-alives.</summary>
internal sealed class ServerSentEvents(HttpResponse response)
{
    private const string MediaType = "text/event-stream";

    private static ReadOnlySpan<byte> Ping => ": ping\n\n"u8;

    public static bool Is(HttpResponse response) => response.ContentType?.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) == true;

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        response.ContentType = $"{MediaType}; charset=utf-8";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.StartAsync(cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    public Task SendAsync<T>(string name, T data, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var writer = response.BodyWriter;
        writer.Write("event: "u8);
        writer.Write(System.Text.Encoding.ASCII.GetBytes(name));
        writer.Write("\n"u8);
        return SendAsync(data, type, cancellationToken);
    }

    /// <summary>An event without a name.</summary>
    public async Task SendAsync<T>(T data, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var writer = response.BodyWriter;
        writer.Write("data: "u8);
        await using (var json = new Utf8JsonWriter(writer, new JsonWriterOptions { Encoder = type.Options.Encoder }))
            JsonSerializer.Serialize(json, data, type);
        writer.Write("\n\n"u8);
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>An event whose data is no JSON.</summary>
    public async Task SendTextAsync(string data, CancellationToken cancellationToken)
    {
        response.BodyWriter.Write(System.Text.Encoding.UTF8.GetBytes($"data: {data}\n\n"));
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    public async Task PingAsync(CancellationToken cancellationToken)
    {
        response.BodyWriter.Write(Ping);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }
}
