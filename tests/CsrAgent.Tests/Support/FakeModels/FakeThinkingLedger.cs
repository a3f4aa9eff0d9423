using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>
/// Knows the thinking that was given out, and refuses a conversation in which it, or what stands before it, has been changed, or in which a
/// tool's result comes back without it. One model's thinking means nothing to another, which drops it.
/// </summary>
internal sealed class FakeThinkingLedger
{
    private readonly ConcurrentDictionary<string, Issued> _issued = [];

    /// <summary>Keeps what a reply holds.</summary>
    public void Issue(string id, FakeClaudeMessage message, FakeClaudeRequest request)
    {
        var thoughts = message.Blocks.OfType<FakeThinking>().ToList();
        if (thoughts.Count == 0) return;
        var before = Before(request.Body, request.Messages.Count);
        for (var i = 0; i < message.Blocks.Count; i++)
        {
            if (message.Blocks[i] is FakeToolUse) _issued[FakeClaudeJson.ToolId(id, i)] = new(request.Model, before, thoughts);
        }
    }

    /// <summary>What is wrong with the thinking in a request, or null.</summary>
    public string? Check(FakeClaudeRequest request)
    {
        for (var i = 0; i < request.Messages.Count; i++)
        {
            if (request.Messages[i].GetProperty("content") is not { ValueKind: JsonValueKind.Array } content) continue;
            var blocks = content.EnumerateArray().ToList();
            var call = blocks.Find(block => TypeOf(block) == "tool_use");
            if (call.ValueKind is not JsonValueKind.Object) continue;
            if (!_issued.TryGetValue(call.GetProperty("id").GetString()!, out var issued)) continue;
            if (Check(issued, blocks, request, i) is { } wrong) return wrong;
        }

        return null;
    }

    private static string? Check(Issued issued, List<JsonElement> blocks, FakeClaudeRequest request, int index)
    {
        if (issued.Model != request.Model) return null;
        var given = blocks.Where(block => TypeOf(block) is "thinking" or "redacted_thinking").Select(block => block.GetRawText());
        if (!given.Select(Plain).SequenceEqual(issued.Thoughts.Select(thought => Plain(thought.ToJson().ToJsonString()))))
        {
            return $"messages.{index}: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These "
                + "blocks must remain as they were in the original response.";
        }
        return Before(request.Body, index) == issued.Before
            ? null
            : $"messages.{index}: the conversation before a `thinking` block must be as it was when the block was written.";
    }

    /// <summary>All that a model read before it wrote the message of this index, without the marks for the cache.</summary>
    private static string Before(JsonElement body, int index)
    {
        var parts = new[] { "tools", "system" }.Select(name => body.TryGetProperty(name, out var part) ? part.GetRawText() : "");
        var messages = body.GetProperty("messages").EnumerateArray().Take(index).Select(message => message.GetRawText());
        return FakePromptCache.WithoutMarks(string.Join('\n', [.. parts, .. messages]));
    }

    private static string Plain(string json) => JsonNode.Parse(json)!.ToJsonString();

    private static string TypeOf(JsonElement block) => block.TryGetProperty("type", out var type) ? type.GetString() ?? "" : "";

    private sealed record Issued(string Model, string Before, IReadOnlyList<FakeThinking> Thoughts);
}
