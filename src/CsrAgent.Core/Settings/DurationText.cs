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

    /// <summary>As <see cref="Parse"/> reads it, in the largest unit that divides it: <c>90s</c>, <c>24h</c>.</summary>
    public static string Format(TimeSpan span) => In(span, "");

    /// <summary>For a sentence: <c>90 s</c>, <c>10 min</c>, <c>365 d</c>.</summary>
    public static string Say(TimeSpan span)
    {
        var text = In(span, " ");
        return text.EndsWith(" m", StringComparison.Ordinal) ? text + "in" : text;
    }

    private static string In(TimeSpan span, string space)
    {
        if (span > TimeSpan.FromDays(1) && span.Ticks % TimeSpan.TicksPerDay == 0) return Number(span.TotalDays) + space + "d";
        if (span >= TimeSpan.FromHours(1) && span.Ticks % TimeSpan.TicksPerHour == 0) return Number(span.TotalHours) + space + "h";
        if (span >= TimeSpan.FromMinutes(1) && span.Ticks % TimeSpan.TicksPerMinute == 0) return Number(span.TotalMinutes) + space + "m";
        return span == TimeSpan.Zero || span >= TimeSpan.FromSeconds(1) || space.Length > 0
            ? Number(span.TotalSeconds) + space + "s"
            : Number(span.TotalMilliseconds) + space + "ms";
    }

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static FormatException Bad() => new("must be a duration such as 30s, 5m, 24h or 00:00:30");
}
