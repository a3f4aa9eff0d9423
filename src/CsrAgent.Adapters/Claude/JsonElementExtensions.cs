using System.Text.Json;

namespace CsrAgent.Adapters.Claude;

/// <summary>Reads JSON of which nothing is taken for granted.</summary>
internal static class JsonElementExtensions
{
    /// <summary>Undefined where there is none, or the element is not an object.</summary>
    public static JsonElement Find(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>Null where there is none, or it is not a text.</summary>
    public static string? FindText(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Null where there is none, or it is not a whole number.</summary>
    public static long? FindNumber(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
}
