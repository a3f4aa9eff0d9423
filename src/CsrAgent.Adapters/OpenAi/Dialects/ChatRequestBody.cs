using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CsrAgent.Adapters.OpenAi.Dialects;

/// <summary>A chat request's JSON, with the parts that can be left out for a server that rejects them.</summary>
internal sealed partial class ChatRequestBody(JsonObject json)
{
    private static readonly RefusedParts[] Parts =
    [
        RefusedParts.MaxCompletionTokens,
        RefusedParts.StreamOptions,
        RefusedParts.Tools,
        RefusedParts.MaxTokens,
        RefusedParts.SystemRole,
        RefusedParts.TextInParts,
    ];

    public string Model => json["model"]?.GetValue<string>() ?? "";

    /// <summary>Whether the answer is to come as a stream of events.</summary>
    public bool IsStream { get; } = json["stream"]?.GetValueKind() == JsonValueKind.True;

    /// <summary>Null for any other body.</summary>
    public static async Task<ChatRequestBody?> ReadAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null) return null;
        try
        {
            return JsonNode.Parse(await content.ReadAsByteArrayAsync(cancellationToken)) is JsonObject json && json.ContainsKey("messages")
                ? new(json)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public HttpContent ToContent() => new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json");

    /// <summary>The part of this request that the response rejects; none if it rejects something else.</summary>
    public RefusedParts FindRefused(HttpStatusCode status, string answer)
    {
        if (Has(RefusedParts.MaxCompletionTokens) && MaxTokens().IsMatch(answer)) return RefusedParts.MaxCompletionTokens;
        if (Has(RefusedParts.MaxTokens) && MaxTokens().IsMatch(answer)) return RefusedParts.MaxTokens;
        if (Has(RefusedParts.StreamOptions) && StreamOptions().IsMatch(answer)) return RefusedParts.StreamOptions;
        if (Has(RefusedParts.Stream) && Stream().IsMatch(answer)) return RefusedParts.Stream;
        if (Has(RefusedParts.SystemRole) && SystemRole().IsMatch(answer)) return RefusedParts.SystemRole;
        if (Has(RefusedParts.TextInParts) && TextInParts().IsMatch(answer)) return RefusedParts.TextInParts;
        if (Has(RefusedParts.StrictSchemas) && StrictSchemas().IsMatch(answer)) return RefusedParts.StrictSchemas;
        if (Has(RefusedParts.ToolChoice) && ToolChoice().IsMatch(answer)) return RefusedParts.ToolChoice;
        if (Has(RefusedParts.Tools) && Tools().IsMatch(answer)) return RefusedParts.Tools;
        // "Unprocessable" is about the request's format; some servers do not say which part.
        return status == HttpStatusCode.UnprocessableEntity ? Parts.FirstOrDefault(Has) : RefusedParts.None;
    }

    public void LeaveOut(RefusedParts parts)
    {
        if (parts.HasFlag(RefusedParts.MaxCompletionTokens) && json.Remove("max_completion_tokens", out var max)) json["max_tokens"] = max;
        if (parts.HasFlag(RefusedParts.MaxTokens)) json.Remove("max_tokens");
        if (parts.HasFlag(RefusedParts.StreamOptions)) json.Remove("stream_options");
        if (parts.HasFlag(RefusedParts.Stream)) LeaveOutStream();
        if (parts.HasFlag(RefusedParts.Tools)) LeaveOutTools();
        if (parts.HasFlag(RefusedParts.ToolChoice)) json.Remove("tool_choice");
        if (parts.HasFlag(RefusedParts.StrictSchemas)) LeaveOutStrictness(json["tools"]);
        if (parts.HasFlag(RefusedParts.TextInParts)) PlainTurns.Join(json["messages"]!.AsArray());
        if (parts.HasFlag(RefusedParts.SystemRole)) PlainTurns.Of(json["messages"]!.AsArray());
    }

    private bool Has(RefusedParts part) =>
        part switch
        {
            RefusedParts.MaxCompletionTokens => json.ContainsKey("max_completion_tokens"),
            RefusedParts.MaxTokens => json.ContainsKey("max_tokens"),
            RefusedParts.StreamOptions => json.ContainsKey("stream_options"),
            RefusedParts.Stream => json.ContainsKey("stream"),
            RefusedParts.TextInParts => json["messages"]!.AsArray().Any(message => message?["content"] is JsonArray),
            RefusedParts.ToolChoice => json.ContainsKey("tool_choice"),
            RefusedParts.StrictSchemas => json["tools"]?.ToJsonString() is { } tools && StrictSchemas().IsMatch(tools),
            RefusedParts.SystemRole => json["messages"]!.AsArray().OfType<JsonObject>().Any(PlainTurns.IsSystem),
            _ => json.ContainsKey("tools"),
        };

    // Its options are refused without it.
    private void LeaveOutStream()
    {
        json.Remove("stream");
        json.Remove("stream_options");
    }

    private void LeaveOutTools()
    {
        foreach (var name in new[] { "tools", "tool_choice", "parallel_tool_calls" }) json.Remove(name);
        foreach (var message in json["messages"]!.AsArray().OfType<JsonObject>())
        {
            if (message.Remove("tool_calls", out var calls) && message["content"] is null) message["content"] = calls!.ToJsonString();
            if (!message.Remove("tool_call_id")) continue;
            message["role"] = "user";
        }
    }

    private static void LeaveOutStrictness(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) LeaveOutStrictness(item);
        }
        if (node is not JsonObject schema) return;
        schema.Remove("additionalProperties");
        // A property of a tool may be called so.
        if (schema["strict"]?.GetValueKind() is JsonValueKind.True or JsonValueKind.False) schema.Remove("strict");
        foreach (var (_, inner) in schema) LeaveOutStrictness(inner);
    }

    // "max_tokens is too large" is refused as well: no smaller number is known to be right.
    [GeneratedRegex(@"\bmax_(?:completion_)?tokens\b", RegexOptions.IgnoreCase)]
    private static partial Regex MaxTokens();

    [GeneratedRegex(
        @"(?:must be|should be|expected) a (?:valid )?string|invalid type: sequence|Missing (?:'|\\u0027)content",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TextInParts();

    [GeneratedRegex(@"additionalProperties|\bstrict\b", RegexOptions.IgnoreCase)]
    private static partial Regex StrictSchemas();

    [GeneratedRegex(@"\btool_choice\b", RegexOptions.IgnoreCase)]
    private static partial Regex ToolChoice();

    [GeneratedRegex(@"stream_options|include_usage", RegexOptions.IgnoreCase)]
    private static partial Regex StreamOptions();

    [GeneratedRegex(
        @"\bstream(?:ing)?\b[^.]{0,40}\b(?:not|unsupported|disabled|cannot|can't)\b"
            + @"|\b(?:not|n't|unsupported|cannot|disabled)\b[^.]{0,30}\bstream(?:ing)?\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Stream();

    // Templates of models without the role refuse it themselves, or say that user and assistant must alternate.
    [GeneratedRegex(
        @"\bsystem['""]? (?:role|message|prompt)s?\b[^.]{0,40}\b(?:not|unsupported|disallowed)\b|roles must alternate"
            + @"|\b(?:not|n't|unsupported)\b[^.]{0,30}\bsystem['""]? (?:role|message|prompt)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SystemRole();

    [GeneratedRegex(
        @"(?:support|requires?|enable|permitted|allowed|extra|unknown|unrecognized|unexpected)[^.]{0,80}\b(?:tools?|tool_choice|function)\b"
            + @"|\b(?:tools?|tool_choice|function[ -]call\w*)\b[^.]{0,80}"
            + "(?:support|requires?|enable|permitted|allowed|extra|unknown|unrecognized|unexpected)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex Tools();
}
