using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsrAgent.Adapters.Claude;

/// <summary>How requests to the API are written.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class ClaudeJson : JsonSerializerContext
{
    // Sent to an API, not embedded in a page: only what JSON itself requires is escaped. The tests cover what the writer's own validation
    // would check.
    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static JsonElement Write(Action<Utf8JsonWriter> write) => JsonElement.Parse(WriteBytes(write).Span);

    public static ReadOnlyMemory<byte> WriteBytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            write(writer);
        return buffer.WrittenMemory;
    }

    public static void WriteText(Utf8JsonWriter writer, string text, bool isCacheMark = false)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "text"u8);
        writer.WriteString("text"u8, text);
        if (isCacheMark)
        {
            writer.WriteStartObject("cache_control"u8);
            writer.WriteString("type"u8, "ephemeral"u8);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
