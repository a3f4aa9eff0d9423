using System.Globalization;
using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>Times of the day in a text: "8 a.m.", "20:00", "14 Uhr", "9h30", 午後 aside.</summary>
internal static partial class ClockText
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const int HalfADay = 12 * 60;
    private const int Day = 24 * 60;

    /// <summary>Each with its place and what it may be, in minutes since midnight: without a half of the day, two times.</summary>
    public static IEnumerable<(int Index, int Length, int[] Minutes)> In(string text) => Read(text, isSource: false);

    public static StatedQuantity Stated((int Index, int Length, int[] Minutes) time) =>
        new(
            time.Index,
            time.Length,
            time.Minutes[0] % 60 == 0 ? time.Minutes[0] / 60 : -1,
            [.. time.Minutes.Select(each => new Quantity(QuantityKind.Clock, each))]
        );

    /// <summary>All that a source names, also where only the words around a number make it a time: "at 8", "9 to 5 p.m.".</summary>
    public static IEnumerable<int> AllIn(string text) => Read(text, isSource: true).SelectMany(time => time.Minutes);

    private static IEnumerable<(int Index, int Length, int[] Minutes)> Read(string text, bool isSource)
    {
        foreach (Match match in Time().Matches(text))
        {
            if (match.Groups["loose"].Success && !isSource) continue;
            var hour = int.Parse(match.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture);
            var minute = match.Groups["minute"] is { Success: true } part ? int.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;
            if (hour > 24 || minute > 59) continue;
            yield return (match.Index, match.Length, Meanings(hour * 60 + minute, match.Groups["half"]));
        }
    }

    private static int[] Meanings(int minutes, Group half)
    {
        var isLate = half.Success && char.ToLowerInvariant(half.Value[0]) == 'p';
        return half.Success ? [minutes % HalfADay + (isLate ? HalfADay : 0)]
            : minutes <= HalfADay ? [minutes, (minutes + HalfADay) % Day]
            : [minutes % Day];
    }

    // In "9 to 5 p.m." and "8–20 Uhr" also the first.
    [GeneratedRegex(
        @"(?<![\p{L}\d.,:])(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?\s?(?<half>[ap])\.?\s?m\b\.?"
            + @"|(?<![\p{L}\d.,:/-])(?<hour>\d{1,2}):(?<minute>\d{2})(?![\d:]|\s?(?:min|std|hours?|h\b))"
            + @"|(?<![\p{L}\d.,:])(?<hour>\d{1,2})(?:[.:](?<minute>\d{2}))?(?:\s?(?:[-–—]|bis|und)\s?\d{1,2}(?:[.:]\d{2})?)?\suhr\b"
            + @"|(?<![\p{L}\d.,:])(?<hour>\d{1,2})h(?<minute>\d{2})(?!\d)"
            + @"|(?<!\p{L})(?<loose>kl\.?|klockan|om|à|at|um|alle|a las|às|о|в"
            + @"|saat)\s(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?(?![\d:.%]|\s?\p{L})"
            + @"|(?<!\d)(?<hour>\d{1,2})[点點時时](?!間|间)(?:(?<minute>\d{1,2})分)?"
            + @"|(?<![\p{L}\d.,:])(?<hour>\d{1,2})(?<loose>)(?=\s?(?:[-–—]|to|until|till)\s?\d{1,2}(?::\d{2})?\s?[ap]\.?\s?m\b)",
        Options
    )]
    private static partial Regex Time();
}
