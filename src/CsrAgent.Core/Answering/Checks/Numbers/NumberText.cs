using System.Globalization;
using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>Numbers in a text, however they are written: "1,000" and "1000", "9:00" and "9", "five" and "5".</summary>
internal static partial class NumberText
{
    private const int HalfADay = 12;

    /// <summary>Larger numbers are not said in another unit.</summary>
    private const int MaxConverted = 60;

    /// <summary>The same text, as long as before, with the digits of any script as 0 to 9.</summary>
    public static string InAsciiDigits(string text) =>
        text.AsSpan().ContainsAnyExceptInRange('\0', '\u007F')
            ? string.Create(
                text.Length,
                text,
                static (plain, from) =>
                {
                    for (var i = 0; i < plain.Length; i++)
                    {
                        plain[i] = char.IsDigit(from[i]) ? (char)('0' + (int)char.GetNumericValue(from[i])) : from[i];
                    }
                }
            )
            : text;

    /// <summary>Written in digits, with their place. Numbers that are part of a name ("2FA", "kb-001") are none.</summary>
    public static MatchCollection Digits(string text) => Number().Matches(text);

    /// <summary>What one number may mean: "1.000" is one and a thousand. Nothing where it is too long to be one.</summary>
    /// <param name="number">With digits 0 to 9.</param>
    public static IEnumerable<decimal> Values(string number)
    {
        if (number.Contains(':', StringComparison.Ordinal))
        {
            foreach (var part in number.Split(':'))
            {
                if (Parse(part.Replace(',', '.')) is { } each) yield return each;
            }
            yield break;
        }
        if (Fraction().Match(number) is { Success: true } fraction)
        {
            var whole = fraction.Groups["whole"].Value.Replace(fraction.Groups["mark"].Value, "", StringComparison.Ordinal);
            if (Parse($"{whole}.{fraction.Groups["part"].Value}") is { } exact) yield return exact;
            yield break;
        }
        if (Grouped().IsMatch(number) && Parse(Separators().Replace(number, "")) is { } grouped) yield return grouped;
        if (Parse(number.Replace(',', '.')) is { } value) yield return value;
    }

    /// <summary>All that a source says, also in words and in other units: two days are 48 hours, 5 pm is 17.</summary>
    /// <param name="text">With digits 0 to 9.</param>
    /// <param name="language">Of its words, ISO 639-1.</param>
    public static HashSet<decimal> AllIn(string text, string language)
    {
        var values = new HashSet<decimal>();
        foreach (var match in LooseNumber().EnumerateMatches(text))
        {
            var number = text.Substring(match.Index, match.Length);
            foreach (var value in Values(number)) Add(values, value, text.AsSpan(match.Index + match.Length));
            if (number.Contains(':', StringComparison.Ordinal)) values.UnionWith(Values(number).Take(1).Select(hour => hour - HalfADay));
        }
        foreach (var (at, length, value) in WordedNumbers.Of(language).In(text)) Add(values, value, text.AsSpan(at + length));

        return values;
    }

    /// <summary>"Twenty-five euros": the value and the words.</summary>
    public static IEnumerable<(int Value, string Words)> WordedAmounts(string text, string language)
    {
        foreach (var (at, length, value) in WordedNumbers.Of(language).In(text))
        {
            if (Money.LengthOfName(text.AsSpan(at + length)) is > 0 and var name) yield return (value, text.Substring(at, length + name));
        }
    }

    private static void Add(HashSet<decimal> values, decimal value, ReadOnlySpan<char> after)
    {
        values.Add(value);
        if (value > MaxConverted) return;
        if (Hours().IsMatch(after)) values.Add(value * 60);
        else if (Days().IsMatch(after)) values.Add(value * 24);
        else if (Weeks().IsMatch(after)) values.Add(value * 7);
        else if (Years().IsMatch(after)) values.Add(value * 12);
        else if (Afternoon().IsMatch(after)) values.Add(value + HalfADay);
    }

    private static decimal? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value / 1.0m : null;

    [GeneratedRegex(
        @"(?<![\w.-]|\d[,:])(?>\d+(?:[.,:'’]\d+)*)(?:(?=(?:st|nd|rd|th|er|ère|e|ste|h|am|pm|min|kg|km|gb|mb|x|k)\b)|(?!\p{L}|_))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Number();

    [GeneratedRegex(@"\d+(?:[.,:'’]\d+)*")]
    private static partial Regex LooseNumber();

    [GeneratedRegex(@"^\d{1,3}(?:[.,'’]\d{3})+(?:[.,]\d{1,2})?$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"[.,'’](?=\d{3}(?:\D|$))")]
    private static partial Regex Separators();

    /// <summary>Thousands and a fraction, with a mark of its own each: "1.299,00".</summary>
    [GeneratedRegex(@"^(?<whole>\d{1,3}(?:(?<mark>[.,])\d{3})(?:\k<mark>\d{3})*)(?!\k<mark>)[.,](?<part>\d{1,2})$")]
    private static partial Regex Fraction();

    [GeneratedRegex(
        @"^[\s-]?(?:hour|stunde|heure|hora|or[ae]\b|uur|godz|час|годин|timm|saat|ساع|घंट|个?小时|個?小時|時間)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Hours();

    [GeneratedRegex(
        @"^[\s-]?(?:day|tag|jour|d[ií]a|giorn|dag|dnia?\b|дн|день|gün|يوم|أيام|दिन|天|日)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Days();

    [GeneratedRegex(
        @"^[\s-]?(?:week|woche|semaine|semana|settiman|weken|veck|tygod|недел|тиж|hafta|أسبوع|أسابيع"
            + @"|सप्ताह|हफ्त|个?星期|個?星期|周|週)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Weeks();

    [GeneratedRegex(
        @"^[\s-]?(?:year|jahr|ans?\b|años?\b|anos?\b|ann[oi]\b|jaar|lat\b|rok|лет\b|год|рок|år|yıl|سن"
            + @"|साल|वर्ष|年)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Years();

    [GeneratedRegex(@"^(?::00)?\s?p\.?m\b", RegexOptions.IgnoreCase)]
    private static partial Regex Afternoon();
}
