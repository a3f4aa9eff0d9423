using System.Text.Json;
using CsrAgent.Adapters.Claude.Requests;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude.Replies;

/// <summary>What is known of a reply, whichever way it comes. Blocks are told apart by their type, never by their position.</summary>
/// <param name="model">The model that was asked.</param>
internal sealed class ClaudeReply(string model)
{
    private readonly List<ClaudeReplyBlock> _blocks = [];
    private readonly ClaudeUsage _usage = new();

    public string? Id { get; private set; }

    /// <summary>As the reply names it; null until then.</summary>
    public string? ModelId { get; private set; }

    public ChatFinishReason? FinishReason { get; private set; }

    /// <summary>Why the model declined; null unless it did.</summary>
    public AdditionalPropertiesDictionary? Refusal { get; private set; }

    public bool HasWords { get; private set; }

    public bool HasCalls { get; private set; }

    /// <summary>The token limit was reached before there was anything of use: while the model thought, or within a tool call.</summary>
    public bool RanOutOfRoom => FinishReason == ChatFinishReason.Length && !HasWords && !HasCalls;

    public UsageDetails Usage => _usage.ToDetails();

    /// <summary>Reads what stands at the top of a message, whole or just begun.</summary>
    public void Begin(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id)) Id = id.GetString();
        if (message.TryGetProperty("model", out var name) && name.GetString() is { } answering) ModelId = answering;
        Stop(message);
        Use(message);
    }

    /// <param name="delta">Holds the stop reason and its details.</param>
    public void Stop(JsonElement delta)
    {
        if (!delta.TryGetProperty("stop_reason", out var reason) || reason.GetString() is not { } name) return;
        FinishReason = name switch
        {
            "end_turn" or "stop_sequence" => ChatFinishReason.Stop,
            "max_tokens" or "model_context_window_exceeded" => ChatFinishReason.Length,
            "tool_use" => ChatFinishReason.ToolCalls,
            "refusal" => ChatFinishReason.ContentFilter,
            _ => new(name),
        };
        if (name == "refusal") Refusal = ModelRefusal.Describe(CategoryOf(delta));
    }

    /// <param name="holder">Holds the usage so far: a later one replaces the counts that it names.</param>
    public void Use(JsonElement holder)
    {
        if (holder.TryGetProperty("usage", out var usage)) _usage.Read(usage);
    }

    public void Said(string text) => HasWords |= !string.IsNullOrWhiteSpace(text);

    /// <summary>A block is complete. Returns the tool call that it is, else null.</summary>
    public FunctionCallContent? Complete(JsonElement block, string? input = null)
    {
        var type = block.GetProperty("type").GetString();
        switch (type)
        {
            case "text" when !string.IsNullOrWhiteSpace(block.GetProperty("text").GetString()):
            case "thinking" or "redacted_thinking":
                _blocks.Add(new(IsThinking: type != "text", ClaudeJson.WriteBytes(block.WriteTo)));
                return null;
            case "tool_use":
                return Call(block, input);
            default:
                return null;
        }
    }

    /// <summary>The blocks for the next request. Only a reply that calls tools is continued.</summary>
    public AIContent? ToContent() => HasCalls ? new ClaudeReplyContent(model, [.. _blocks]) : null;

    private FunctionCallContent Call(JsonElement block, string? input)
    {
        var call = ClaudeContents.Call(block, input);
        if (call.Exception is not null) return call;
        HasCalls = true;
        _blocks.Add(new(IsThinking: false, ClaudeJson.WriteBytes(input is null ? block.WriteTo : WithInput(block, input))));
        return call;
    }

    private static Action<Utf8JsonWriter> WithInput(JsonElement block, string input) =>
        writer =>
        {
            writer.WriteStartObject();
            foreach (var property in block.EnumerateObject())
            {
                if (!property.NameEquals("input"u8)) property.WriteTo(writer);
            }

            writer.WritePropertyName("input"u8);
            writer.WriteRawValue(string.IsNullOrWhiteSpace(input) ? "{}" : input);
            writer.WriteEndObject();
        };

    private static string? CategoryOf(JsonElement delta) =>
        delta.TryGetProperty("stop_details", out var details)
        && details.ValueKind is JsonValueKind.Object
        && details.TryGetProperty("category", out var category)
            ? category.GetString()
            : null;
}
