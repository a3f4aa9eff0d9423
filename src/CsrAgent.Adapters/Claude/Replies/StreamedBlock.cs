using System.Text;
using System.Text.Json;

namespace CsrAgent.Adapters.Claude.Replies;

/// <summary>A block that is put together from a stream, as it would stand in a message that came in one piece.</summary>
/// <param name="start">The block as it began, whose other properties are kept.</param>
internal sealed class StreamedBlock(JsonElement start)
{
    private readonly List<JsonElement> _citations = [];
    private StringBuilder? _text;
    private StringBuilder? _signature;
    private StringBuilder? _input;

    /// <summary>A text usually begins empty.</summary>
    public string? FirstWords => Type == "text" && start.TryGetProperty("text", out var text) ? text.GetString() : null;

    /// <summary>A tool's arguments as they were streamed; null for a block without.</summary>
    public string? Input => Type == "tool_use" ? _input?.ToString() ?? "" : null;

    private string? Type => start.GetProperty("type").GetString();

    public string AddText(string text)
    {
        (_text ??= new()).Append(text);
        return text;
    }

    public void AddSignature(string? part) => (_signature ??= new()).Append(part);

    public void AddInput(string? part) => (_input ??= new()).Append(part);

    public JsonElement AddCitation(JsonElement citation)
    {
        _citations.Add(citation);
        return citation;
    }

    public JsonElement ToJson()
    {
        var textName = Type is "thinking" ? "thinking" : "text";
        return _text is null && _signature is null && _citations.Count == 0
            ? start
            : JsonElement.Parse(ClaudeJson.WriteBytes(writer => Write(writer, textName)).Span);
    }

    private void Write(Utf8JsonWriter writer, string textName)
    {
        writer.WriteStartObject();
        foreach (var property in start.EnumerateObject())
        {
            var isReplaced =
                (_text is not null && property.NameEquals(textName))
                || (_signature is not null && property.NameEquals("signature"u8))
                || (_citations.Count > 0 && property.NameEquals("citations"u8));
            if (!isReplaced) property.WriteTo(writer);
        }

        if (_text is not null) writer.WriteString(textName, start.FindText(textName) + _text);
        if (_signature is not null) writer.WriteString("signature"u8, start.FindText("signature") + _signature);
        if (_citations.Count > 0) WriteCitations(writer);
        writer.WriteEndObject();
    }

    private void WriteCitations(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("citations"u8);
        foreach (var citation in _citations) citation.WriteTo(writer);
        writer.WriteEndArray();
    }
}
