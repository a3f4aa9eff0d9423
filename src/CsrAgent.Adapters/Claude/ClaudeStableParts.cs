using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>
/// The parts that are the same in nearly all requests: system prompt and tools, serialized again only when they change. The end of the
/// system prompt is marked for the prompt cache, which also covers the tools before it. Safe to use from many threads.
/// </summary>
internal sealed class ClaudeStableParts
{
    private static readonly JsonElement NoTools = JsonElement.Parse("""{"type":"none"}""");
    private static readonly JsonElement AnyTool = JsonElement.Parse("""{"type":"any"}""");

    private volatile SerializedPart<string>? _system;
    private volatile SerializedPart<AITool[]>? _tools;

    /// <summary>Null without any text.</summary>
    public JsonElement? System(List<ChatMessage> messages, string? instructions)
    {
        string[] texts =
        [
            .. messages
                .Where(message => message.Role == ChatRole.System)
                .Select(message => message.Text)
                .Append(instructions)
                .Where(text => !string.IsNullOrWhiteSpace(text))!,
        ];
        if (texts is [var only] && _system is { } known && known.Of == only) return known.Json;
        if (texts.Length == 0) return null;
        var json = ClaudeJson.Write(writer => WriteSystem(writer, texts));
        if (texts.Length == 1) _system = new(texts[0], json);
        return json;
    }

    /// <summary>Null without any tool.</summary>
    public JsonElement? Tools(IList<AITool>? tools)
    {
        if (tools is not { Count: > 0 }) return null;
        if (_tools is { } known && known.Of.SequenceEqual(tools)) return known.Json;
        var json = ClaudeJson.Write(writer => WriteTools(writer, tools));
        _tools = new([.. tools], json);
        return json;
    }

    /// <summary>Null leaves the choice to the model.</summary>
    public static JsonElement? ToolChoice(ChatToolMode? mode) =>
        mode switch
        {
            NoneChatToolMode => NoTools,
            RequiredChatToolMode => AnyTool,
            _ => null,
        };

    private static void WriteSystem(Utf8JsonWriter writer, string[] texts)
    {
        writer.WriteStartArray();
        for (var i = 0; i < texts.Length; i++) ClaudeJson.WriteText(writer, texts[i], isCacheMark: i == texts.Length - 1);
        writer.WriteEndArray();
    }

    private static void WriteTools(Utf8JsonWriter writer, IList<AITool> tools)
    {
        writer.WriteStartArray();
        foreach (var tool in tools.OfType<AIFunctionDeclaration>())
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, tool.Name);
            writer.WriteString("description"u8, tool.Description);
            writer.WritePropertyName("input_schema"u8);
            tool.JsonSchema.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private sealed record SerializedPart<T>(T Of, JsonElement Json);
}
