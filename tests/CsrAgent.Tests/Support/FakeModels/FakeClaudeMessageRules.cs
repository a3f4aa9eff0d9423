using System.Text.Json;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>The rules of the messages and their blocks.</summary>
internal static class FakeClaudeMessageRules
{
    private static readonly HashSet<string> UserBlocks = ["text", "image", "document", "search_result", "tool_result"];
    private static readonly HashSet<string> AssistantBlocks = ["text", "thinking", "redacted_thinking", "tool_use"];
    private static readonly HashSet<string> ResultBlocks = ["text", "image", "document", "search_result"];

    public static string? Check(JsonElement body)
    {
        if (
            !body.TryGetProperty("messages", out var messages)
            || messages.ValueKind is not JsonValueKind.Array
            || messages.GetArrayLength() == 0
        )
        {
            return "messages: at least one message is required";
        }
        var turns = new List<(string Role, List<JsonElement> Blocks)>();
        foreach (var message in messages.EnumerateArray())
        {
            if (CheckMessage(message) is { } wrong) return wrong;
            Append(turns, message);
        }

        return turns[0].Role != "user" ? "messages: first message must use the \"user\" role"
            : turns[^1].Role != "user" ? "messages: the conversation must end with a user message"
            : CheckToolTurns(turns) ?? CheckCitations(turns);
    }

    public static bool IsText(JsonElement block) =>
        TypeOf(block) == "text" && block.TryGetProperty("text", out var text) && !string.IsNullOrWhiteSpace(text.GetString());

    private static string? CheckMessage(JsonElement message)
    {
        if (!message.TryGetProperty("role", out var role) || role.GetString() is not ("user" or "assistant"))
        {
            return "messages.role: Input should be 'user' or 'assistant'";
        }
        if (!message.TryGetProperty("content", out var content)) return "messages.content: Field required";
        if (content.ValueKind is JsonValueKind.String)
        {
            return string.IsNullOrWhiteSpace(content.GetString()) ? "messages: text content blocks must be non-empty" : null;
        }
        if (content.ValueKind is not JsonValueKind.Array || content.GetArrayLength() == 0)
        {
            return "messages: all messages must have non-empty content";
        }
        var allowed = role.ValueEquals("user") ? UserBlocks : AssistantBlocks;
        return content.EnumerateArray().Select(block => CheckBlock(block, allowed)).FirstOrDefault(wrong => wrong is not null);
    }

    private static string? CheckBlock(JsonElement block, HashSet<string> allowed)
    {
        var type = TypeOf(block);
        if (!allowed.Contains(type))
        {
            return $"messages.content.type: Input tag '{type}' does not match any of the expected tags: {string.Join(", ", allowed)}";
        }
        return type switch
        {
            "text" when !IsText(block) => "messages: text content blocks must be non-empty",
            "text" when allowed != AssistantBlocks && block.TryGetProperty("citations", out var cited) && cited.GetArrayLength() > 0 =>
                "messages: citations are not permitted on text blocks of a user message",
            "search_result" => CheckSearchResult(block),
            "tool_use" => Has(block, "id")
            && Has(block, "name")
            && block.TryGetProperty("input", out var input)
            && input.ValueKind is JsonValueKind.Object
                ? null
                : "messages.content.tool_use: id, name and input are required",
            "tool_result" => CheckToolResult(block),
            _ => null,
        };
    }

    private static string? CheckSearchResult(JsonElement block)
    {
        if (!Has(block, "source") || !Has(block, "title")) return "search_result: source and title are required";
        var texts = block.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.Array ? content : default;
        return texts.ValueKind is JsonValueKind.Array && texts.GetArrayLength() > 0 && texts.EnumerateArray().All(IsText)
            ? null
            : "search_result.content: at least one non-empty text block is required, and nothing else allowed";
    }

    private static string? CheckToolResult(JsonElement block)
    {
        if (!Has(block, "tool_use_id")) return "tool_result.tool_use_id: Field required";
        return block.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.Array
            ? content.EnumerateArray().Select(part => CheckBlock(part, ResultBlocks)).FirstOrDefault(wrong => wrong is not null)
            : null;
    }

    /// <summary>Each tool_use is answered at the very beginning of the next turn, and nothing else is answered there.</summary>
    private static string? CheckToolTurns(List<(string Role, List<JsonElement> Blocks)> turns)
    {
        var open = new HashSet<string>();
        foreach (var (role, blocks) in turns)
        {
            var results = blocks
                .Where(block => TypeOf(block) == "tool_result")
                .Select(block => block.GetProperty("tool_use_id").GetString()!)
                .ToList();
            if (results.Find(id => !open.Contains(id)) is { } stray)
            {
                return $"messages: unexpected `tool_use_id` found in `tool_result` blocks: {stray}. Each `tool_result` must answer a "
                    + "`tool_use` of the previous message.";
            }
            if (role == "user" && open.Except(results).FirstOrDefault() is { } unanswered)
            {
                return $"messages: `tool_use` ids were found without `tool_result` blocks immediately after: {unanswered}";
            }
            if (
                results.Count != results.Distinct().Count()
                || blocks.Take(results.Count).Any(block => results.Count > 0 && TypeOf(block) != "tool_result")
            )
            {
                return "messages: each tool_use has one tool_result, and tool_result blocks come first in their message";
            }
            open = [.. blocks.Where(block => TypeOf(block) == "tool_use").Select(block => block.GetProperty("id").GetString()!)];
        }

        return null;
    }

    private static string? CheckCitations(List<(string Role, List<JsonElement> Blocks)> turns)
    {
        var results = turns.SelectMany(turn => turn.Blocks).SelectMany(WithParts).Where(block => TypeOf(block) == "search_result");
        var settings = results.Select(block =>
            block.TryGetProperty("citations", out var citations) && citations.GetProperty("enabled").GetBoolean()
        );
        return settings.Distinct().Count() > 1 ? "search_result.citations: must be enabled for all search results or for none" : null;
    }

    private static IEnumerable<JsonElement> WithParts(JsonElement block) =>
        block.TryGetProperty("content", out var parts) && TypeOf(block) == "tool_result" && parts.ValueKind is JsonValueKind.Array
            ? parts.EnumerateArray()
            : [block];

    /// <summary>The API reads messages of one role in a row as one.</summary>
    private static void Append(List<(string Role, List<JsonElement> Blocks)> turns, JsonElement message)
    {
        var role = message.GetProperty("role").GetString()!;
        var content = message.GetProperty("content");
        if (turns.Count == 0 || turns[^1].Role != role) turns.Add((role, []));
        if (content.ValueKind is JsonValueKind.Array) turns[^1].Blocks.AddRange(content.EnumerateArray());
    }

    private static string TypeOf(JsonElement block) =>
        block.ValueKind is JsonValueKind.Object && block.TryGetProperty("type", out var type) ? type.GetString() ?? "" : "";

    private static bool Has(JsonElement block, string property) =>
        block.TryGetProperty(property, out var value)
        && value.ValueKind is JsonValueKind.String
        && !string.IsNullOrWhiteSpace(value.GetString());
}
