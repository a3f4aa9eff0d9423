using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CsrAgent.Adapters.Claude;

/// <summary>How requests to the API are written.</summary>
internal static class ClaudeJson
{
    // Sent to an API, not embedded in a page: only what JSON itself requires is escaped. The tests cover what the writer's own validation
    // would check.
    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static Utf8JsonWriter CreateWriter(IBufferWriter<byte> buffer) => new(buffer, Plain);

    public static ReadOnlyMemory<byte> WriteBytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = CreateWriter(buffer))
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
