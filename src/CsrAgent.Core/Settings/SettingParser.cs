using System.Globalization;

namespace CsrAgent.Settings;

/// <summary>Converts an operator's text to a property's type.</summary>
internal static class SettingParser
{
    private const NumberStyles WholeNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands;

    /// <exception cref="FormatException">The message says which format is expected.</exception>
    public static object Parse(Type property, string value)
    {
        var type = Nullable.GetUnderlyingType(property) ?? property;
        if (type == typeof(string)) return value;
        if (type == typeof(int))
        {
            return int.TryParse(value, WholeNumber, CultureInfo.InvariantCulture, out var n) ? n : throw NoWholeNumber();
        }
        if (type == typeof(long))
        {
            return long.TryParse(value, WholeNumber, CultureInfo.InvariantCulture, out var n) ? n : throw NoWholeNumber();
        }
        if (type == typeof(double)) return Fraction(value);
        if (type == typeof(bool)) return Switch(value);
        if (type == typeof(TimeSpan)) return DurationText.Parse(value);
        if (type.IsEnum) return EnumText.IsFlags(type) ? Flags(type, value) : Member(type, value);
        return type.IsAssignableFrom(typeof(string[]))
            ? List(value)
            : throw new InvalidOperationException(
                $"A setting cannot be a {type.Name}; see {nameof(SettingParser)} for the types that it " + "can."
            );
    }

    private static double Fraction(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("must be a number such as 0.35");

    private static bool Switch(string value) =>
        value.ToUpperInvariant() switch
        {
            "TRUE" or "1" or "YES" or "ON" => true,
            "FALSE" or "0" or "NO" or "OFF" => false,
            _ => throw new FormatException("must be true or false"),
        };

    private static string[] List(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static object Flags(Type type, string value)
    {
        var bits = List(value).Aggregate(0L, (all, name) => all | Convert.ToInt64(Member(type, name), CultureInfo.InvariantCulture));
        return bits != 0 ? Enum.ToObject(type, bits) : throw new FormatException("must name at least one");
    }

    private static object Member(Type type, string name) =>
        EnumText.Find(type, name) ?? throw new FormatException("is not one of the " + "names");

    private static FormatException NoWholeNumber() => new("must be a whole number");
}
