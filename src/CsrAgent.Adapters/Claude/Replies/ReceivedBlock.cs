using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude.Replies;

/// <summary>A complete block of a reply, as it came.</summary>
/// <param name="Json">In the API's JSON.</param>
/// <param name="Input">A tool's arguments, where they were streamed: then <paramref name="Json"/> has none of them.</param>
internal sealed record ReceivedBlock(JsonElement Json, string? Input)
{
    /// <summary>The tool call that it is, whose exception says that the input is not JSON; null for any other block.</summary>
    public FunctionCallContent? Call { get; } = Json.FindText("type") == "tool_use" ? ClaudeContents.Call(Json, Input) : null;

    public bool IsThinking => Json.FindText("type") is "thinking" or "redacted_thinking";

    /// <summary>Whether it can go back: the API takes no empty text, and no block of a kind that the caller has not been given.</summary>
    public bool IsKept => Call is not null || IsThinking || !string.IsNullOrWhiteSpace(Json.FindText("text"));

    /// <summary>The call as one without arguments.</summary>
    public ReceivedBlock WithoutInput() => new(Json, Input: "");

    public ClaudeReplyBlock ToReplyBlock() => new(IsThinking, ClaudeJson.WriteBytes(Input is null ? Json.WriteTo : WriteWithInput));

    private void WriteWithInput(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var property in Json.EnumerateObject())
        {
            if (!property.NameEquals("input"u8)) property.WriteTo(writer);
        }

        writer.WritePropertyName("input"u8);
        writer.WriteRawValue(string.IsNullOrWhiteSpace(Input) ? "{}" : Input);
        writer.WriteEndObject();
    }
}
