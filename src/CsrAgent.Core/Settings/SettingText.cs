using System.Globalization;

namespace CsrAgent.Settings;

/// <summary>Formats a value as an operator would write it.</summary>
internal static class SettingText
{
    public static string Of(object? value) =>
        value switch
        {
            null or "" => "none",
            TimeSpan span => DurationText.Format(span),
            bool flag => flag ? "true" : "false",
            Enum member => OfEnum(member),
            IEnumerable<string> list => list.Any() ? string.Join(',', list) : "none",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    private static string OfEnum(Enum value) =>
        EnumText.IsFlags(value.GetType())
            ? string.Join(',', EnumText.Members(value.GetType()).Cast<Enum>().Where(value.HasFlag).Select(EnumText.NameOf))
            : EnumText.NameOf(value);
}
