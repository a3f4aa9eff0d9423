using System.Text.Json;
using CsrAgent.Adapters.Claude.Catalog;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude.Requests;

/// <summary>
/// A request up to its messages. The end of the system prompt is marked for the prompt cache, which also covers the tools before it.
/// </summary>
internal sealed class ClaudeRequestHead
{
    private readonly string[] _system;
    private readonly AITool[] _tools;
    private readonly ClaudeModelTraits _traits;
    private readonly int _maxTokens;

    private ClaudeRequestHead(string[] system, AITool[] tools, ClaudeRequestSettings settings, ReadOnlyMemory<byte> json)
    {
        (_system, _tools, Json) = (system, tools, json);
        (_traits, _maxTokens) = (settings.Traits, settings.MaxTokens);
    }

    /// <summary>From the opening brace to the colon before the messages.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    public static string[] SystemOf(IReadOnlyList<ChatMessage> messages, string? instructions)
    {
        var hasInstructions = !string.IsNullOrWhiteSpace(instructions);
        // The usual case: one system message, which comes first and whose text is the same string every time.
        if (!hasInstructions && messages is [var first, ..] && IsOnlySystem(messages)) return [first.Text];
        return
        [
            .. messages
                .Where(message => message.Role == ChatRole.System)
                .Select(message => message.Text)
                .Append(instructions)
                .Where(text => !string.IsNullOrWhiteSpace(text))!,
        ];
    }

    public bool IsFor(string[] system, IList<AITool>? tools, ClaudeRequestSettings settings) =>
        _maxTokens == settings.MaxTokens
        && ReferenceEquals(_traits, settings.Traits)
        && _system.AsSpan().SequenceEqual(system)
        && (tools is null ? _tools.Length == 0 : _tools.SequenceEqual(tools));

    public static ClaudeRequestHead Create(
        string model,
        ClaudeEffort effort,
        string[] system,
        IList<AITool>? tools,
        ClaudeRequestSettings settings
    )
    {
        var json = ClaudeJson.WriteBytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model"u8, model);
            writer.WriteNumber("max_tokens"u8, settings.MaxTokens);
            WriteTraits(writer, settings.Traits, effort);
            if (tools is { Count: > 0 }) WriteTools(writer, tools);
            if (system.Length > 0) WriteSystem(writer, system);
            writer.WritePropertyName("messages"u8);
        });
        return new(system, [.. tools ?? []], settings, json);
    }

    private static bool IsOnlySystem(IReadOnlyList<ChatMessage> messages)
    {
        if (messages[0].Role != ChatRole.System || string.IsNullOrWhiteSpace(messages[0].Text)) return false;
        for (var i = 1; i < messages.Count; i++)
        {
            if (messages[i].Role == ChatRole.System) return false;
        }

        return true;
    }

    private static void WriteTraits(Utf8JsonWriter writer, ClaudeModelTraits traits, ClaudeEffort effort)
    {
        if (traits.Thinking is not ClaudeThinking.Unset)
        {
            writer.WriteStartObject("thinking"u8);
            writer.WriteString("type"u8, traits.Thinking is ClaudeThinking.Disabled ? "disabled"u8 : "between_tools"u8);
            writer.WriteEndObject();
        }
        if (traits.TakesEffort)
        {
            writer.WriteStartObject("output_config"u8);
            writer.WriteString("effort"u8, JsonNamingPolicy.SnakeCaseLower.ConvertName(effort.ToString()));
            writer.WriteEndObject();
        }
    }

    private static void WriteSystem(Utf8JsonWriter writer, string[] texts)
    {
        writer.WriteStartArray("system"u8);
        for (var i = 0; i < texts.Length; i++) ClaudeJson.WriteText(writer, texts[i], isCacheMark: i == texts.Length - 1);
        writer.WriteEndArray();
    }

    private static void WriteTools(Utf8JsonWriter writer, IList<AITool> tools)
    {
        writer.WriteStartArray("tools"u8);
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
}
