using System.Text.Json;

namespace CsrAgent.Adapters.Slack.Api;

/// <summary>Reads what Slack sends, of which any part may be missing or new.</summary>
internal static class SlackJson
{
    /// <summary>Null where there is no such text, or no object.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.String } found && found.GetString() is { Length: > 0 } text ? text : null;

    public static bool IsTrue(this JsonElement element, string name) => element.Find(name) is { ValueKind: JsonValueKind.True };

    /// <summary>Null where there is none, and for JSON's own null.</summary>
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null
            ? found
            : null;

    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];
}
