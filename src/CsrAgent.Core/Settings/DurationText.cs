using System.Globalization;

namespace CsrAgent.Settings;

/// <summary>
/// Durations as operators write them: <c>30s</c>, <c>5m</c>, <c>24h</c>, <c>7d</c>, <c>250ms</c>, plain seconds, or <c>hh:mm:ss</c>.
/// </summary>
public static class DurationText
{
    /// <exception cref="FormatException">Says how to write one.</exception>
    public static TimeSpan Parse(string value)
    {
        var text = value.Trim();
        if (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span))
        {
            return span;
        }
        var digits = text.TrimEnd('m', 's', 'h', 'd');
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) throw Bad();
        return text[digits.Length..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "" or "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            "d" => TimeSpan.FromDays(number),
            _ => throw Bad(),
        };
    }

    private static FormatException Bad() => new("must be a duration such as 30s, 5m, 24h or 00:00:30");
}
