using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>The API's JSON.</summary>
internal static class FakeClaudeJson
{
    public static string Error(string type, string message, string? code, string requestId)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = message };
        if (code is not null) error["details"] = new JsonObject { ["error_code"] = code };
        return new JsonObject
        {
            ["type"] = "error",
            ["error"] = error,
            ["request_id"] = requestId,
        }.ToJsonString();
    }

    public static string Message(string id, FakeClaudeMessage message, FakeClaudeRequest request, FakeUsage usage)
    {
        var blocks = message.Blocks.Select((block, index) => Block(id, index, block, request));
        // Put together by hand: a truncated tool input has to come out as it stands.
        return $$"""
            {"id":"{{id}}","type":"message","role":"assistant","model":{{JsonSerializer.Serialize(request.Model)}},
            "content":[{{string.Join(",", blocks)}}],"stop_reason":"{{message.StopReason}}","stop_sequence":null,
            "stop_details":{{StopDetails(message)?.ToJsonString() ?? "null"}},
            "usage":{{Usage(usage, OutputTokens(message)).ToJsonString()}}}
            """;
    }

    public static JsonObject? StopDetails(FakeClaudeMessage message) =>
        message.StopReason != "refusal"
            ? null
            : new()
            {
                ["type"] = "refusal",
                ["category"] = message.RefusalCategory,
                ["explanation"] = null,
            };

    public static JsonObject Usage(FakeUsage usage, int output) =>
        new()
        {
            ["input_tokens"] = usage.Input,
            ["cache_creation_input_tokens"] = usage.CacheCreation,
            ["cache_read_input_tokens"] = usage.CacheRead,
            ["output_tokens"] = output,
        };

    public static JsonObject Citation(FakeCite cite, FakeClaudeRequest request)
    {
        var result = request.SearchResults[cite.Result];
        var quote = cite.Quote ?? FakeClaudeReply.FirstSentence(result.Text);
        var (start, end) = result.Locate(quote);
        return new()
        {
            ["type"] = "search_result_location",
            ["cited_text"] = quote,
            ["source"] = result.Source,
            ["title"] = result.Title,
            ["search_result_index"] = cite.Result,
            ["start_block_index"] = start,
            ["end_block_index"] = end,
        };
    }

    public static string ToolId(string messageId, int index) => $"toolu_{messageId[4..]}_{index}";

    public static int OutputTokens(FakeClaudeMessage message) => 1 + (message.Blocks.Sum(LengthOf) / 4);

    private static int LengthOf(FakeBlock block) =>
        block switch
        {
            FakeText text => text.Text.Length,
            FakeToolUse tool => tool.Input.Length,
            _ => 400,
        };

    private static string Block(string id, int index, FakeBlock block, FakeClaudeRequest request) =>
        block switch
        {
            FakeText text => TextBlock(text, request).ToJsonString(),
            FakeToolUse tool => $$"""{"type":"tool_use","id":"{{ToolId(id, index)}}","name":"""
                + $$"""{{JsonSerializer.Serialize(tool.Name)}},"input":{{tool.Input}}}""",
            FakeThinking thinking => thinking.ToJson().ToJsonString(),
            _ => throw new InvalidOperationException($"No JSON for {block.GetType().Name}."),
        };

    private static JsonObject TextBlock(FakeText text, FakeClaudeRequest request)
    {
        var block = new JsonObject { ["type"] = "text", ["text"] = text.Text };
        if (text.Cites.Count > 0) block["citations"] = new JsonArray([.. text.Cites.Select(cite => Citation(cite, request))]);
        return block;
    }
}
