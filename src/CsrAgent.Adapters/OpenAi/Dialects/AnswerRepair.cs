using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.OpenAi.Dialects;

/// <summary>
/// Converts responses to the format that OpenAI documents and the client library requires: a known <c>finish_reason</c>, an id for each
/// tool call, text that is one string, whole numbers of tokens. Valid parts are left unchanged.
/// </summary>
internal static class AnswerRepair
{
    private const string EventStream = "text/event-stream";

    private static readonly string[] Counts = ["prompt_tokens", "completion_tokens", "total_tokens"];
    private static readonly string[] Details = ["prompt_tokens_details", "completion_tokens_details"];

    private static readonly string[] Roles = ["assistant", "system", "developer", "user", "tool", "function"];

    /// <param name="response">Of a chat request.</param>
    /// <param name="isStream">The caller reads events; a server that does not stream answers with one text in JSON.</param>
    public static async Task ApplyAsync(HttpResponseMessage response, bool isStream, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType;
        if (type?.MediaType == EventStream)
        {
            var events = await response.Content.ReadAsStreamAsync(cancellationToken);
            response.Content = isStream ? Events(events) : await WholeAsync(events, cancellationToken);
        }
        else if (type?.MediaType == "application/json")
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (text.StartsWith("data:", StringComparison.Ordinal))
            {
                var events = new MemoryStream(Encoding.UTF8.GetBytes(text));
                response.Content = isStream ? Events(events) : await WholeAsync(events, cancellationToken);
                return;
            }
            if (Parse(text) is not { } answer) return;
            BrokenAnswer.ThrowIf(answer);
            Repair(answer);
            response.Content =
                isStream && Choices(answer).Any()
                    ? Events(new MemoryStream(Encoding.UTF8.GetBytes(AsEvents(answer))))
                    : Json(answer);
        }
    }

    // Without a choice it is no answer, which its reader says.
    private static async Task<StringContent> WholeAsync(Stream events, CancellationToken cancellationToken)
    {
        var answer = await GatheredEvents.ReadAsync(new RepairedEventStream(events), cancellationToken) ?? [];
        Repair(answer);
        return Json(answer);
    }

    private static StringContent Json(JsonObject answer) => new(answer.ToJsonString(), Encoding.UTF8, "application/json");

    /// <summary>Repairs a complete response; leaves anything that is not a chat completion unchanged.</summary>
    private static void Repair(JsonObject answer)
    {
        RepairFrame(answer);
        foreach (var choice in Choices(answer))
        {
            var message = choice["message"] as JsonObject;
            var calls = message is null ? 0 : RepairCalls(message, isDelta: false);
            RepairMessage(message);
            choice["finish_reason"] = Known(Text(choice["finish_reason"]), calls > 0) ?? (calls > 0 ? "tool_calls" : "stop");
        }
        RepairUsage(answer);
    }

    private static StreamContent Events(Stream events) =>
        new(new RepairedEventStream(events)) { Headers = { ContentType = new(EventStream, "utf-8") } };

    // One chunk with all of it, as the last one of a stream has it.
    private static string AsEvents(JsonObject chunk)
    {
        chunk["object"] = "chat.completion.chunk";
        foreach (var choice in Choices(chunk))
        {
            if (!choice.Remove("message", out var message) || message is not JsonObject delta) delta = [];
            var calls = (delta["tool_calls"] as JsonArray)?.OfType<JsonObject>() ?? [];
            foreach (var (index, call) in calls.Index()) call["index"] = index;
            choice["delta"] = delta;
        }

        return $"data: {chunk.ToJsonString()}\n\ndata: [DONE]\n\n";
    }

    public static JsonObject? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static IEnumerable<JsonObject> Choices(JsonObject answer) => (answer["choices"] as JsonArray)?.OfType<JsonObject>() ?? [];

    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>What is around the text: an id that is no string, a time that is no whole number, a choice without its index.</summary>
    public static void RepairFrame(JsonObject answer)
    {
        if (answer.TryGetPropertyValue("id", out var id) && Text(id) is null) answer["id"] = id?.ToJsonString() ?? "";
        if (answer.TryGetPropertyValue("created", out var created) && !IsWhole(created)) answer["created"] = CountIn(created) ?? 0;
        if (answer.TryGetPropertyValue("choices", out var choices) && choices is null) answer["choices"] = new JsonArray();
        foreach (var (index, choice) in Choices(answer).Index())
        {
            if (!IsWhole(choice["index"])) choice["index"] = index;
        }
    }

    /// <summary>The reason in OpenAI's terms; null for a missing or empty one.</summary>
    public static string? Known(string? reason, bool hasCalls) =>
        reason switch
        {
            null or "" => null,
            "stop" or "length" or "tool_calls" or "content_filter" or "function_call" => reason,
            "max_tokens" or "max_length" or "model_length" or "MAX_TOKENS" => "length",
            "safety" or "SAFETY" or "refusal" or "sensitive" => "content_filter",
            _ => hasCalls ? "tool_calls" : "stop",
        };

    /// <summary>Returns the number of calls.</summary>
    public static int RepairCalls(JsonObject message, bool isDelta)
    {
        if (message["tool_calls"] is not JsonArray calls) return 0;
        var index = 0;
        foreach (var call in calls.OfType<JsonObject>())
        {
            var function = call["function"] as JsonObject;
            // The later chunks of a streamed call, after its name, have no id.
            var begins = !isDelta || !string.IsNullOrEmpty(Text(function?["name"]));
            if (begins && string.IsNullOrEmpty(Text(call["id"]))) call["id"] = $"call_{Guid.NewGuid():n}";
            if (begins && Text(call["type"]) is null) call["type"] = "function";
            if (isDelta && call["index"] is null) call["index"] = index;
            if (function is not null) RepairArguments(function, isDelta);
            index++;
        }

        return index;
    }

    private static void RepairArguments(JsonObject function, bool isDelta)
    {
        if (function["arguments"] is JsonObject arguments) function["arguments"] = arguments.ToJsonString();
        else if (Text(function["arguments"]) is { } text && EncodedTwice(text) is { } inner) function["arguments"] = inner;
        else if (!isDelta && string.IsNullOrWhiteSpace(Text(function["arguments"]))) function["arguments"] = "{}";
    }

    // "\"{\\\"query\\\": …}\"": a text in JSON that holds an object in JSON. Null for anything else.
    private static string? EncodedTwice(string text)
    {
        if (!text.StartsWith('"')) return null;
        try
        {
            return Text(JsonNode.Parse(text)) is { } inner && Parse(inner) is not null ? inner : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static void RepairMessage(JsonObject? message)
    {
        if (message is null) return;
        if (message.ContainsKey("role") && !Roles.Contains(Text(message["role"]))) message["role"] = "assistant";
        // Thoughts are no part of the answer, whatever they are called.
        if (message["content"] is JsonArray parts)
        {
            message["content"] = string.Concat(parts.OfType<JsonObject>().Where(part => Text(part["type"]) is "text").Select(TextOf));
        }
    }

    /// <summary>A count of another type than a whole number would fail the whole answer.</summary>
    public static void RepairUsage(JsonObject answer)
    {
        if (!answer.TryGetPropertyValue("usage", out var sent)) return;
        if (sent is not JsonObject usage)
        {
            answer.Remove("usage");
            return;
        }
        RepairCounts(usage, Counts);
        foreach (var name in Details)
        {
            if (usage[name] is JsonObject details) RepairCounts(details, [.. details.Select(entry => entry.Key)]);
            else usage.Remove(name);
        }
    }

    private static void RepairCounts(JsonObject counts, IEnumerable<string> names)
    {
        foreach (var name in names) counts[name] = CountIn(counts[name]) ?? 0;
    }

    private static bool IsWhole(JsonNode? node) => node is JsonValue value && value.TryGetValue(out long _);

    private static string TextOf(JsonObject part) => Text(part["text"]) ?? "";

    private static int? CountIn(JsonNode? node)
    {
        if (node is not JsonValue value) return null;
        if (value.TryGetValue(out int count)) return count;
        if (value.TryGetValue(out double real) && real is >= 0 and <= int.MaxValue) return (int)real;
        return int.TryParse(Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out count) ? count : null;
    }
}
