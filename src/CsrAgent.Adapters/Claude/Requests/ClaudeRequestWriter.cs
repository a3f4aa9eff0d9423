using System.Buffers;
using CsrAgent.Adapters.Claude.Catalog;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude.Requests;

/// <summary>
/// Writes requests to one model. What is the same in nearly all of them (model, settings, tools, system prompt) stands first, as bytes that
/// are made once, and the messages follow, so that each request of a conversation begins with the former one's bytes. Safe to use from many
/// threads.
/// </summary>
internal sealed class ClaudeRequestWriter(string model, ClaudeEffort effort)
{
    private const int CharactersPerToken = 4;
    private const int InitialSize = 16 * 1024;

    private volatile ClaudeRequestHead? _head;

    public ClaudeRequestContent Write(IReadOnlyList<ChatMessage> messages, ChatOptions? asked, ClaudeRequestSettings settings)
    {
        var head = HeadOf(messages, asked, settings);
        var body = new PooledBytes(InitialSize);
        body.Write(head.Json.Span);
        using (var writer = ClaudeJson.CreateWriter(body))
            ClaudeMessages.Write(writer, messages, model, CacheFrom(head, settings.Traits));
        body.Write(ToolChoice(asked?.ToolMode, settings.Traits));
        body.Write(settings.Stream ? ",\"stream\":true}"u8 : "}"u8);
        return new(body);
    }

    private ClaudeRequestHead HeadOf(IReadOnlyList<ChatMessage> messages, ChatOptions? asked, ClaudeRequestSettings settings)
    {
        var system = ClaudeRequestHead.SystemOf(messages, asked?.Instructions);
        if (_head is { } known && known.IsFor(system, asked?.Tools, settings)) return known;
        var head = ClaudeRequestHead.Create(model, effort, system, asked?.Tools, settings);
        _head = head;
        return head;
    }

    // In characters of the messages: the prompt before them counts towards the minimum.
    private static int CacheFrom(ClaudeRequestHead head, ClaudeModelTraits traits) =>
        (traits.MinCachedTokens * CharactersPerToken) - head.Json.Length;

    private static ReadOnlySpan<byte> ToolChoice(ChatToolMode? mode, ClaudeModelTraits traits) =>
        mode switch
        {
            NoneChatToolMode => ",\"tool_choice\":{\"type\":\"none\"}"u8,
            // Without it the model still chooses; the prompt has to ask for the call.
            RequiredChatToolMode when traits.TakesForcedTool => ",\"tool_choice\":{\"type\":\"any\"}"u8,
            _ => [],
        };
}
