using System.Globalization;
using System.Text.Json;

namespace CsrAgent.Host.Http;

/// <summary>
/// Reads typed fields from a JSON object; the first invalid one throws <see cref="FieldException"/>, which <see cref="ErrorHandling"/>
/// turns into a problem.
/// </summary>
internal readonly struct FieldReader(JsonElement root)
{
    public string Required(string field, int maxLength = int.MaxValue) =>
        Optional(field, maxLength) ?? throw new FieldException(field, $"{field} is missing; it must be a string.");

    /// <summary>Null if the field is absent or null.</summary>
    public string? Optional(string field, int maxLength = int.MaxValue)
    {
        if (Find(field) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String) throw new FieldException(field, $"{field} must be a string.");
        var text = Text(field, value);
        return text.Length <= maxLength ? text : throw new FieldException(field, $"{field} may be at most {maxLength:N0} characters.");
    }

    public bool Has(string field) => Find(field) is not null;

    public bool Flag(string field) =>
        Find(field) switch
        {
            null => false,
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            _ => throw new FieldException(field, $"{field} must be true or false."),
        };

    public int Number(string field, int fallback, int min, int max)
    {
        if (Find(field) is not { } value) return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max) return number;
        throw new FieldException(field, $"{field} must be a whole number from {min:N0} to {max:N0}.");
    }

    /// <summary>An object of strings, numbers and booleans, each as its text; null when absent.</summary>
    public Dictionary<string, string>? Map(string field)
    {
        if (Find(field) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Object) throw new FieldException(field, $"{field} must be an object of strings.");
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in value.EnumerateObject()) map[Key(field, pair)] = Scalar(field, pair.Value);
        return map;
    }

    public IReadOnlyList<FieldReader> Objects(string field)
    {
        if (Find(field) is not { } value) return [];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.Object))
        {
            throw new FieldException(field, $"{field} must be an array of objects.");
        }
        return [.. value.EnumerateArray().Select(e => new FieldReader(e))];
    }

    public FieldReader Object(string field) =>
        Find(field) is { ValueKind: JsonValueKind.Object } value
            ? new(value)
            : throw new FieldException(field, $"{field} is missing; it must be an object.");

    public DateTimeOffset Time(string field) =>
        DateTimeOffset.TryParse(Required(field), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FieldException(field, $"{field} must be a time such as 2026-11-30T12:00:00Z.");

    /// <summary>A string, or the text parts of an array of parts, one a line.</summary>
    public string TextOrParts(string field) =>
        Find(field) is { ValueKind: JsonValueKind.Array }
            ? string.Join('\n', Objects(field).Select(part => part.TextPart(field)))
            : Required(field);

    private string TextPart(string field) =>
        Required("type") == "text" ? Required("text") : throw new FieldException(field, $"{field} may have parts of type text only.");

    private JsonElement? Find(string field) =>
        root.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string Scalar(string field, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Text(field, value),
            // 4.1e15 hides its digits from whoever reads the text.
            JsonValueKind.Number when value.TryGetDecimal(out var number) && number == decimal.Truncate(number) => number.ToString(
                "0",
                CultureInfo.InvariantCulture
            ),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw new FieldException(field, $"{field} may hold strings, numbers and booleans only."),
        };

    private static string Key(string field, JsonProperty pair)
    {
        try
        {
            return pair.Name;
        }
        catch (InvalidOperationException)
        {
            throw new FieldException(field, $"{field} has a key with half of a surrogate pair; send well-formed Unicode.");
        }
    }

    // An escaped lone surrogate ("\ud800") passes the parser and only fails here.
    private static string Text(string field, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new FieldException(field, $"{field} contains half of a surrogate pair or invalid UTF-8; send well-formed Unicode.");
        }
    }
}
