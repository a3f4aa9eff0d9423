using System.Text.Json;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>
/// Writes messages in the API's format. The end of the history is marked for the prompt cache if it is long enough to be cached.
/// </summary>
/// <remarks>
/// Together with the system prompt's, these are two of the four cache breakpoints that the API allows. A third after the passages would
/// only help turns with a second call, while every turn would pay a quarter more for its passages.
/// </remarks>
internal static class ClaudeMessages
{
    /// <param name="messages">System messages are left out.</param>
    /// <param name="historyFrom"><see cref="ClaudeOptions.CacheHistoryFrom"/></param>
    public static JsonElement Write(List<ChatMessage> messages, int historyFrom) =>
        ClaudeJson.Write(writer =>
        {
            var marked = EndOfHistory(messages, historyFrom);
            writer.WriteStartArray();
            for (var i = 0; i < messages.Count; i++)
            {
                if (messages[i].Role != ChatRole.System && messages[i].Contents.Any(HasWords))
                {
                    Write(writer, messages[i], isCacheMark: i == marked);
                }
            }

            writer.WriteEndArray();
        });

    private static int EndOfHistory(List<ChatMessage> messages, int historyFrom)
    {
        var last = messages.FindLastIndex(message => message.Role == ChatRole.User) - 1;
        var isLong =
            last >= 0
            && messages[last].Role != ChatRole.System
            && messages.Take(last + 1).Sum(message => message.Text.Length) >= historyFrom;
        return isLong ? last : -1;
    }

    private static void Write(Utf8JsonWriter writer, ChatMessage message, bool isCacheMark)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, message.Role == ChatRole.Assistant ? "assistant"u8 : "user"u8);
        writer.WriteStartArray("content"u8);
        foreach (var content in message.Contents.Where(HasWords))
        {
            Write(writer, content, message.Role, isCacheMark && content == message.Contents[^1]);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // The API rejects texts and passages without words.
    private static bool HasWords(AIContent content) =>
        content switch
        {
            TextContent text => PassageContent.Find(text) is { } hit && SearchResultBlock.IsCitable(hit)
                || !string.IsNullOrWhiteSpace(text.Text),
            TextReasoningContent or FunctionCallContent or FunctionResultContent => true,
            _ => false,
        };

    private static void Write(Utf8JsonWriter writer, AIContent content, ChatRole role, bool isCacheMark)
    {
        switch (content)
        {
            case TextContent text:
                WriteTextOrPassage(writer, text, role, isCacheMark);
                break;
            case TextReasoningContent thought:
                WriteThought(writer, thought);
                break;
            case FunctionCallContent call:
                WriteCall(writer, call);
                break;
            case FunctionResultContent result:
                WriteResult(writer, result);
                break;
        }
    }

    private static void WriteTextOrPassage(Utf8JsonWriter writer, TextContent text, ChatRole role, bool isCacheMark)
    {
        if (PassageContent.Find(text) is { } hit && SearchResultBlock.IsCitable(hit))
        {
            writer.WriteRawValue(SearchResultBlock.Of(hit).Span, skipInputValidation: true);
        }
        else
        {
            // The API rejects white space at the end of the assistant's text.
            ClaudeJson.WriteText(writer, role == ChatRole.Assistant ? text.Text.TrimEnd() : text.Text, isCacheMark);
        }
    }

    private static void WriteThought(Utf8JsonWriter writer, TextReasoningContent thought)
    {
        writer.WriteStartObject();
        if (string.IsNullOrEmpty(thought.Text))
        {
            writer.WriteString("type"u8, "redacted_thinking"u8);
            writer.WriteString("data"u8, thought.ProtectedData);
        }
        else
        {
            writer.WriteString("type"u8, "thinking"u8);
            writer.WriteString("thinking"u8, thought.Text);
            writer.WriteString("signature"u8, thought.ProtectedData ?? "");
        }

        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, FunctionCallContent call)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "tool_use"u8);
        writer.WriteString("id"u8, call.CallId);
        writer.WriteString("name"u8, call.Name);
        writer.WritePropertyName("input"u8);
        JsonSerializer.Serialize(
            writer,
            call.Arguments ?? new Dictionary<string, object?>(),
            AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>))
        );
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, FunctionResultContent result)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "tool_result"u8);
        writer.WriteString("tool_use_id"u8, result.CallId);
        writer.WriteBoolean("is_error"u8, result.Exception is not null);
        writer.WriteStartArray("content"u8);
        foreach (var part in PartsOf(result).Where(HasWords)) Write(writer, part, ChatRole.Tool, isCacheMark: false);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static IEnumerable<AIContent> PartsOf(FunctionResultContent result) =>
        result.Result switch
        {
            AIContent part => [part],
            IEnumerable<AIContent> parts => parts,
            string text => [new TextContent(text)],
            null => [],
            var other => throw new ArgumentException($"A tool's result must be text or contents, not {other.GetType().Name}."),
        };
}
