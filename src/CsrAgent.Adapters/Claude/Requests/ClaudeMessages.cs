using System.Text.Json;
using CsrAgent.Adapters.Claude.Replies;
using CsrAgent.Answering;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude.Requests;

/// <summary>
/// Writes messages in the API's format. The end of the history is marked for the prompt cache if it is long enough to be cached.
/// </summary>
/// <remarks>
/// Together with the system prompt's, these are two of the four cache breakpoints that the API allows. A third after the passages would
/// only help turns with a second call, while every turn would pay a quarter more for its passages.
/// </remarks>
internal static class ClaudeMessages
{
    /// <param name="writer">Gets the array of messages.</param>
    /// <param name="messages">System messages are left out.</param>
    /// <param name="model">The model that is asked.</param>
    /// <param name="cacheFrom">The shortest history that is cached, in characters.</param>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ChatMessage> messages, string model, int cacheFrom)
    {
        var marked = EndOfHistory(messages, cacheFrom);
        writer.WriteStartArray();
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Role != ChatRole.System && HasWords(messages[i].Contents))
            {
                Write(writer, messages[i], model, isCacheMark: i == marked);
            }
        }

        writer.WriteEndArray();
    }

    private static int EndOfHistory(IReadOnlyList<ChatMessage> messages, int cacheFrom)
    {
        var last = messages.Count - 1;
        while (last >= 0 && messages[last].Role != ChatRole.User) last--;
        last--;
        if (last < 0 || messages[last].Role == ChatRole.System) return -1;
        var length = 0;
        for (var i = 0; i <= last && length < cacheFrom; i++)
        {
            if (messages[i].Role != ChatRole.System) length += messages[i].Contents.Sum(LengthOf);
        }

        return length >= cacheFrom ? last : -1;
    }

    private static int LengthOf(AIContent content) => content is TextContent text ? text.Text.Length : 0;

    private static void Write(Utf8JsonWriter writer, ChatMessage message, string model, bool isCacheMark)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, message.Role == ChatRole.Assistant ? "assistant"u8 : "user"u8);
        writer.WriteStartArray("content"u8);
        if (VerbatimIn(message.Contents) is { } reply)
        {
            foreach (var block in reply.BlocksFor(model)) writer.WriteRawValue(block.Span, skipInputValidation: true);
        }
        else
        {
            for (var i = 0; i < message.Contents.Count; i++)
            {
                if (!HasWords(message.Contents[i])) continue;
                Write(writer, message.Contents[i], message.Role, isCacheMark && i == message.Contents.Count - 1);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static ClaudeReplyContent? VerbatimIn(IList<AIContent> contents)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            if (contents[i] is ClaudeReplyContent reply) return reply;
        }

        return null;
    }

    private static bool HasWords(IList<AIContent> contents)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            if (HasWords(contents[i])) return true;
        }

        return false;
    }

    // The API rejects texts and passages without words.
    private static bool HasWords(AIContent content) =>
        content switch
        {
            TextContent text => PassageContent.Find(text) is { } hit && SearchResultBlock.IsCitable(hit)
                || !string.IsNullOrWhiteSpace(text.Text),
            FunctionCallContent or FunctionResultContent or ClaudeReplyContent => true,
            _ => false,
        };

    private static void Write(Utf8JsonWriter writer, AIContent content, ChatRole role, bool isCacheMark)
    {
        switch (content)
        {
            case TextContent text:
                WriteTextOrPassage(writer, text, role, isCacheMark);
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
