using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>Telephone numbers in a text, compared by their digits: "(802) 555-0142" is "+1 802 555 0142".</summary>
internal static partial class PhoneText
{
    private const int MinDigits = 7;

    /// <summary>Each as it is written.</summary>
    public static IEnumerable<string> In(string text)
    {
        foreach (Match match in Phone().Matches(text))
        {
            if (DigitsOf(match.Value).Length >= MinDigits && !Other().IsMatch(match.Value)) yield return match.Value;
        }
    }

    /// <summary>Without marks and the zeros before an area: what a country's code may stand before.</summary>
    public static string DigitsOf(string phone) => string.Concat(phone.Where(char.IsAsciiDigit)).TrimStart('0');

    /// <summary>One is the other with a country's code before it.</summary>
    public static bool IsSame(string digits, string other) =>
        digits.EndsWith(other, StringComparison.Ordinal) && other.Length >= MinDigits
        || other.EndsWith(digits, StringComparison.Ordinal) && digits.Length >= MinDigits;

    // In groups: a number without any may be an order's, and is looked for as such.
    [GeneratedRegex(
        @"(?<![\p{L}\d.,€$£-])(?:(?:\+\s?)?\d{1,3}(?:[\s./]|\s?[‐‑–-]\s?))?(?:\(\d{1,5}\)[\s./-]?)?\d{2,5}"
            + @"(?:(?:[\s./]|\s?[‐‑–-]\s?)\d{2,5}){1,5}(?![\p{L}\d]|[.,]\d|\s?[€$£%])"
    )]
    private static partial Regex Phone();

    /// <summary>Dates, years, and thousands with a space or a full stop between.</summary>
    [GeneratedRegex(
        @"^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d"
            + @"|\d{1,3}(?:[\s.]\d{3})+)$"
    )]
    private static partial Regex Other();
}
