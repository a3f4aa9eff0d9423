using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.OpenAi.Dialects;

/// <summary>Messages for a model that knows user and assistant alone: the instructions stand before the user's first words.</summary>
internal static class PlainTurns
{
    private const string Gap = "\n\n";

    public static bool IsSystem(JsonObject message) => AnswerRepair.Text(message["role"]) is "system" or "developer";

    /// <summary>Without the role "system", and with one message a turn.</summary>
    public static void Of(JsonArray messages)
    {
        var instructions = messages.OfType<JsonObject>().Where(IsSystem).Select(TextOf).ToArray();
        var turns = messages.OfType<JsonObject>().Where(message => !IsSystem(message)).ToList();
        messages.Clear();
        if (instructions.Length > 0)
        {
            if (turns.FirstOrDefault() is not { } first || AnswerRepair.Text(first["role"]) != "user") turns.Insert(0, User(""));
            turns[0] = User(string.Join(Gap, [.. instructions, TextOf(turns[0])]).TrimEnd());
        }
        foreach (var turn in turns)
        {
            if (messages.LastOrDefault() is JsonObject last && AreOneTurn(last, turn)) last["content"] = TextOf(last) + Gap + TextOf(turn);
            else messages.Add(turn);
        }
    }

    /// <summary>With each message's text as one string.</summary>
    public static void Join(JsonArray messages)
    {
        foreach (var message in messages.OfType<JsonObject>())
        {
            if (message["content"] is JsonArray) message["content"] = TextOf(message);
        }
    }

    private static bool AreOneTurn(JsonObject last, JsonObject next) =>
        AnswerRepair.Text(last["role"]) is "user" && AnswerRepair.Text(next["role"]) is "user";

    private static JsonObject User(string text) => new() { ["role"] = "user", ["content"] = text };

    private static string TextOf(JsonObject message) =>
        message["content"] switch
        {
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            JsonArray parts => string.Join(Gap, parts.Select(part => AnswerRepair.Text(part?["text"])).OfType<string>()),
            _ => "",
        };
}
