using System.Text;
using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.OpenAi.Dialects;

/// <summary>One response from the events of a server that streams although it was asked for one text in JSON.</summary>
internal static class GatheredEvents
{
    private const string Data = "data:";

    /// <summary>Null where no event has a choice.</summary>
    /// <param name="events">Repaired ones.</param>
    /// <exception cref="IOException">The server broke its answer off.</exception>
    public static async Task<JsonObject?> ReadAsync(Stream events, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(events, Encoding.UTF8);
        JsonObject? whole = null;
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith(Data, StringComparison.Ordinal) || AnswerRepair.Parse(line[Data.Length..]) is not { } chunk) continue;
            if (whole is null) whole = Begin(chunk);
            else Add(whole, chunk);
        }

        if (whole is null || !AnswerRepair.Choices(whole).Any()) return null;
        return AnswerRepair.Choices(whole).All(choice => choice.ContainsKey("finish_reason"))
            ? whole
            : throw new IOException("The model's server ended its events before the answer was complete.");
    }

    private static JsonObject Begin(JsonObject chunk)
    {
        var whole = new JsonObject
        {
            ["id"] = chunk["id"]?.DeepClone(),
            ["object"] = "chat.completion",
            ["created"] = chunk["created"]?.DeepClone(),
            ["model"] = chunk["model"]?.DeepClone(),
            ["choices"] = new JsonArray(),
        };
        Add(whole, chunk);
        return whole;
    }

    private static void Add(JsonObject whole, JsonObject chunk)
    {
        if (chunk["usage"] is JsonObject usage) whole["usage"] = usage.DeepClone();
        foreach (var choice in AnswerRepair.Choices(chunk))
        {
            var gathered = Part((JsonArray)whole["choices"]!, choice["index"], ["message"]);
            if (AnswerRepair.Text(choice["finish_reason"]) is { } reason) gathered["finish_reason"] = reason;
            if (choice["delta"] is JsonObject delta) AddTo((JsonObject)gathered["message"]!, delta);
        }
    }

    private static void AddTo(JsonObject message, JsonObject delta)
    {
        message["role"] ??= "assistant";
        foreach (var (name, value) in delta)
        {
            if (name == "tool_calls") AddCalls(message, value);
            else if (name != "role") Append(message, name, value);
        }
    }

    private static void AddCalls(JsonObject message, JsonNode? calls)
    {
        foreach (var call in (calls as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            if (message["tool_calls"] is not JsonArray known) message["tool_calls"] = known = [];
            var gathered = Part(known, call["index"], ["function"]);
            foreach (var name in (string[])["id", "type"]) gathered[name] ??= call[name]?.DeepClone();
            if (call["function"] is not JsonObject function) continue;
            foreach (var (name, value) in function) Append((JsonObject)gathered["function"]!, name, value);
        }
    }

    // Texts come in pieces.
    private static void Append(JsonObject target, string name, JsonNode? value)
    {
        if (AnswerRepair.Text(value) is { } text) target[name] = AnswerRepair.Text(target[name]) + text;
        else if (value is not null) target[name] = value.DeepClone();
    }

    private static JsonObject Part(JsonArray parts, JsonNode? index, string[] holds)
    {
        var number = index is JsonValue value && value.TryGetValue(out int given) ? given : 0;
        if (parts.OfType<JsonObject>().FirstOrDefault(part => (int?)part["index"] == number) is { } known) return known;
        var added = new JsonObject { ["index"] = number };
        foreach (var name in holds) added[name] = new JsonObject();
        parts.Add((JsonNode)added);
        return added;
    }
}
