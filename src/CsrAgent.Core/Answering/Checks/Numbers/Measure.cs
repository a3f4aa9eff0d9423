using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>What makes a number a measure: a unit of time, a share, a weight, a month behind it.</summary>
internal static partial class Measure
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>"3 days", "5 business days", "20 %", "三天".</summary>
    public static bool Follows(ReadOnlySpan<char> after) => LengthOf(after) > 0;

    /// <summary>The length of the unit that follows a number, with what is between; 0 where none does.</summary>
    public static int LengthOf(ReadOnlySpan<char> after)
    {
        foreach (var match in Unit().EnumerateMatches(after)) return match.Length;

        return 0;
    }

    /// <summary>"November 3".</summary>
    public static bool IsMonthBefore(string before) => MonthBefore().IsMatch(before);

    // Also after a word between: "5 business days". Minutes in Chinese and Japanese only with their 钟 or 間: 十分 is "enough", too.
    [GeneratedRegex(
        @"^(?:st|nd|rd|th|er|re|º)?(?:\s?(?:%|[€$£¥₹°])|:\d)|^(?:am|pm|h)\b|^\s?(?:\p{L}+[\s-]|-)?(?:"
            + UnitWords.All
            + @"|uhr|eur|usd|gbp|chf|dollar|dólar|pound|franc|reais|am\b|pm\b|kg|km|gb|mb|"
            + MonthDays.Names
            + ")",
        Options
    )]
    private static partial Regex Unit();

    [GeneratedRegex(MonthDays.Names + @"\s$", Options)]
    private static partial Regex MonthBefore();
}
