using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Support.Slack;

/// <summary>What Slack's documentation asks of each call that the agent makes.</summary>
internal static partial class FakeSlackRules
{
    private const int MaxBlocks = 50;
    private const int MaxSection = 3_000;
    private const int MaxText = 40_000;
    private const int MaxStreamed = 12_000;

    /// <summary>Per method: what it must have, and what it may have.</summary>
    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Arguments = new()
    {
        ["auth.test"] = ([], []),
        ["bots.info"] = (["bot"], ["team_id"]),
        ["users.info"] = (["user"], ["include_locale"]),
        ["apps.connections.open"] = ([], []),
        ["conversations.replies"] = (["channel", "ts"], ["cursor", "limit", "oldest", "latest", "inclusive", "include_all_metadata"]),
        ["conversations.history"] = (["channel"], ["cursor", "limit", "oldest", "latest", "inclusive", "include_all_metadata"]),
        ["chat.postMessage"] = (["channel"], ["text", "blocks", "thread_ts", "unfurl_links", "unfurl_media", "mrkdwn", "metadata"]),
        ["chat.update"] = (["channel", "ts"], ["text", "blocks", "metadata"]),
        ["agents.sessions.setStatus"] = (["channel_id", "status", "thread_ts"], ["title", "initiator_user_id"]),
        ["assistant.threads.setSuggestedPrompts"] = (["channel_id", "prompts"], ["title"]),
        ["chat.startStream"] = (
            ["channel", "thread_ts"],
            ["markdown_text", "chunks", "recipient_user_id", "recipient_team_id", "task_display_mode"]
        ),
        ["chat.appendStream"] = (["channel", "ts", "markdown_text"], []),
        ["chat.stopStream"] = (["channel", "ts"], ["markdown_text", "chunks", "blocks", "metadata", "session_status"]),
    };

    private static readonly string[] Writes =
    [
        "chat.postMessage",
        "chat.update",
        "agents.sessions.setStatus",
        "assistant.threads.setSuggestedPrompts",
        "chat.startStream",
        "chat.appendStream",
        "chat.stopStream",
    ];

    /// <summary>What is wrong with a call; null for nothing.</summary>
    public static string? Check(FakeSlackCall call)
    {
        if (!Arguments.TryGetValue(call.Method, out var known)) return $"{call.Method} is not known here.";
        if (call.IsJson && !Writes.Contains(call.Method)) return $"{call.Method} takes a form, not JSON.";
        if (known.Required.FirstOrDefault(name => call.Arguments[name] is null || call.Text(name) is "") is { } missing)
        {
            return $"{call.Method} needs {missing}.";
        }
        if (call.Arguments.Select(pair => pair.Key).Except([.. known.Required, .. known.Optional]).FirstOrDefault() is { } odd)
        {
            return $"{call.Method} has no argument {odd}.";
        }
        return call.Method switch
        {
            "chat.postMessage" or "chat.update" => CheckMessage(call),
            "chat.startStream" or "chat.appendStream" or "chat.stopStream" => CheckStream(call),
            "assistant.threads.setSuggestedPrompts" => CheckPrompts(call),
            _ => CheckStatus(call),
        };
    }

    private static string? CheckStream(FakeSlackCall call)
    {
        var isDirect = call.Text("channel")![0] == 'D';
        if (
            call.Method == "chat.startStream"
            && !isDirect
            && (call.Text("recipient_user_id") is null || call.Text("recipient_team_id") is null)
        )
        {
            return "missing_recipient_user_id, missing_recipient_team_id";
        }
        if (call.Text("markdown_text") is { } text && text.Length is 0 or > MaxStreamed) return "markdown_text has 1 to 12,000 characters.";
        if (call.Text("markdown_text") is { } written && CallPattern().IsMatch(written)) return "It may call somebody: " + written;
        if (call.Text("thread_ts") is { } thread && !TsPattern().IsMatch(thread)) return "invalid_thread_ts";
        if (call.Arguments["metadata"] is JsonObject metadata && CheckMetadata(metadata) is { } wrong) return wrong;
        return CheckBlocks(call);
    }

    private static string? CheckPrompts(FakeSlackCall call) =>
        call.Arguments["prompts"] is JsonArray { Count: > 0 and <= 4 } prompts
        && prompts.All(p => p?["title"] is not null && p["message"] is not null)
            ? null
            : "prompts must be 1 to 4 pairs of title and message.";

    private static string? CheckStatus(FakeSlackCall call) =>
        call.Method == "agents.sessions.setStatus" && call.Text("status") is not ("active" or "processing" or "suspended" or "closed")
            ? "There is no such status."
            : null;

    private static string? CheckMessage(FakeSlackCall call)
    {
        if (call.Text("text") is not { Length: > 0 and <= MaxText }) return "A message needs a text of up to 40,000 characters.";
        if (call.Method == "chat.update" && call.Text("text")!.Length > 4_000) return "chat.update takes 4,000 characters: msg_too_long.";
        if (call.Text("thread_ts") is { } thread && !TsPattern().IsMatch(thread)) return "thread_ts is no ts.";
        if (call.Arguments["metadata"] is JsonObject metadata && CheckMetadata(metadata) is { } wrong) return wrong;
        return CheckBlocks(call);
    }

    private static string? CheckBlocks(FakeSlackCall call)
    {
        if (call.Arguments["blocks"] is not { } given) return null;
        if (given is not JsonArray { Count: > 0 and <= MaxBlocks } blocks) return "blocks must be a list of 1 to 50.";
        return blocks.Select(block => CheckBlock((JsonObject)block!)).FirstOrDefault(fault => fault is not null);
    }

    // Slack itself only drops such metadata with a warning; whoever relies on it has lost it.
    private static string? CheckMetadata(JsonObject metadata)
    {
        if (metadata["event_type"]?.GetValue<string>() is not { } type || !TypePattern().IsMatch(type)) return "invalid_metadata_schema";
        return metadata["event_payload"] is JsonObject payload && payload.All(pair => pair.Value is JsonValue)
            ? null
            : "event_payload must be an object of plain values.";
    }

    private static string? CheckBlock(JsonObject block) =>
        block["type"]?.GetValue<string>() switch
        {
            "section" => CheckMarkdown(block["text"]),
            "context" => block["elements"] is JsonArray { Count: > 0 and <= 10 } elements
                ? elements.Select(CheckMarkdown).FirstOrDefault(fault => fault is not null)
                : "A context block has 1 to 10 elements.",
            "actions" => block["elements"] is JsonArray { Count: > 0 and <= 25 } buttons
                ? buttons.Select(CheckButton).FirstOrDefault(fault => fault is not null)
                : "An actions block has 1 to 25 elements.",
            "context_actions" => CheckFeedback(block),
            var type => $"There is no block {type}.",
        };

    private static string? CheckButton(JsonNode? button) =>
        button?["type"]?.GetValue<string>() == "button"
        && button["action_id"]?.GetValue<string>() is { Length: > 0 and <= 255 }
        && button["text"]?["type"]?.GetValue<string>() == "plain_text"
        && button["text"]?["text"]?.GetValue<string>() is { Length: > 0 and <= 75 }
            ? null
            : "A button needs type, action_id and a plain text of up to 75 characters.";

    private static string? CheckFeedback(JsonObject block) =>
        block["elements"] is JsonArray { Count: > 0 and <= 5 } elements
        && elements.All(element =>
            element?["type"]?.GetValue<string>() == "feedback_buttons"
            && element["positive_button"]?["value"] is not null
            && element["negative_button"]?["value"] is not null
        )
            ? null
            : "context_actions holds feedback_buttons with two valued buttons.";

    private static string? CheckMarkdown(JsonNode? text) =>
        text?["type"]?.GetValue<string>() == "mrkdwn" && text["text"]?.GetValue<string>() is { Length: > 0 and <= MaxSection } written
            ? BareMarkupPattern().IsMatch(written)
                ? "A < begins markup that is neither a link nor meant: " + written
                : null
            : "A text object needs type mrkdwn and 1 to 3,000 characters.";

    [GeneratedRegex(@"^\d{10}\.\d{6}$")]
    private static partial Regex TsPattern();

    [GeneratedRegex("<[!@#]")]
    private static partial Regex CallPattern();

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex TypePattern();

    // Whatever a customer or a model writes, it must not call a channel or a person.
    [GeneratedRegex("<(?!(https?|mailto|tel):)")]
    private static partial Regex BareMarkupPattern();
}
