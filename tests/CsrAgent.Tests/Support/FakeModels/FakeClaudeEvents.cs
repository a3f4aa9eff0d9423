using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>An answer as the events of a stream.</summary>
internal static class FakeClaudeEvents
{
    private const int CharactersPerDelta = 16;

    public static IEnumerable<string> Of(string id, FakeClaudeMessage message, FakeClaudeRequest request, FakeUsage usage)
    {
        yield return Event("message_start", new() { ["message"] = Start(id, request.Model, usage) });
        yield return Event("ping", []);
        foreach (var sent in message.Blocks.SelectMany((block, index) => Block(id, index, block, request))) yield return sent;
        var usageAtEnd = FakeClaudeJson.Usage(usage, FakeClaudeJson.OutputTokens(message));
        yield return Event(
            "message_delta",
            new()
            {
                ["delta"] = new JsonObject
                {
                    ["stop_reason"] = message.StopReason,
                    ["stop_sequence"] = null,
                    ["stop_details"] = FakeClaudeJson.StopDetails(message),
                },
                ["usage"] = usageAtEnd,
            }
        );
        yield return Event("message_stop", []);
    }

    private static JsonObject Start(string id, string model, FakeUsage usage) =>
        new()
        {
            ["id"] = id,
            ["type"] = "message",
            ["role"] = "assistant",
            ["model"] = model,
            ["content"] = new JsonArray(),
            ["stop_reason"] = null,
            ["stop_sequence"] = null,
            ["usage"] = FakeClaudeJson.Usage(usage, 1),
        };

    private static IEnumerable<string> Block(string id, int index, FakeBlock block, FakeClaudeRequest request)
    {
        var (start, deltas) = block switch
        {
            FakeText text => (new JsonObject { ["type"] = "text", ["text"] = "" }, Deltas(text, request)),
            FakeToolUse tool => (
                ToolStart(id, index, tool),
                Pieces(tool.Input).Select(part => Delta("input_json_delta", "partial_json", part))
            ),
            FakeThinking thinking => (thinking.Start(), thinking.Deltas()),
            _ => throw new InvalidOperationException($"No events for {block.GetType().Name}."),
        };
        yield return Event("content_block_start", new() { ["index"] = index, ["content_block"] = start });
        foreach (var delta in deltas) yield return Event("content_block_delta", new() { ["index"] = index, ["delta"] = delta });
        yield return Event("content_block_stop", new() { ["index"] = index });
    }

    private static IEnumerable<JsonObject> Deltas(FakeText text, FakeClaudeRequest request) =>
        [
            .. Pieces(text.Text).Select(part => Delta("text_delta", "text", part)),
            .. text.Cites.Select(cite => new JsonObject
            {
                ["type"] = "citations_delta",
                ["citation"] = FakeClaudeJson.Citation(cite, request),
            }),
        ];

    private static JsonObject ToolStart(string id, int index, FakeToolUse tool) =>
        new()
        {
            ["type"] = "tool_use",
            ["id"] = FakeClaudeJson.ToolId(id, index),
            ["name"] = tool.Name,
            ["input"] = new JsonObject(),
        };

    private static JsonObject Delta(string type, string property, string value) => new() { ["type"] = type, [property] = value };

    private static IEnumerable<string> Pieces(string text) => text.Chunk(CharactersPerDelta).Select(piece => new string(piece));

    private static string Event(string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        return $"event: {type}\ndata: {data.ToJsonString()}\n\n";
    }
}
