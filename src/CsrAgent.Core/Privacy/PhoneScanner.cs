namespace CsrAgent.Privacy;

/// <summary>Finds telephone numbers, with false positives: order numbers without separators and dates are kept.</summary>
internal static class PhoneScanner
{
    private const int MaxSeparators = 3;

    public static void Scan(string text, List<PiiMatch> matches)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]) && text[at] is not ('+' or '(')) continue;
            var number = Read(text, at);
            if (number.Digits == 0) continue;
            if (!Digits.IsGlued(text, at - 1) && !Digits.IsGlued(text, number.End) && IsPhone(text, at, number))
            {
                matches.Add(new PiiMatch(PiiType.Phone, at, number.End, "[phone]"));
            }
            at = number.End - 1;
        }
    }

    private static bool IsPhone(string text, int start, (int End, int Digits, int Groups) number) =>
        text[start] switch
        {
            '+' or '(' => number.Digits is >= 7 and <= 15,
            '0' => number.Digits is >= 8 and <= 15,
            _ => (number.Digits is 10 or 11 && number.Groups == 1)
                || (number.Digits is >= 9 and <= 15 && number.Groups is >= 3 and <= 6 && !IsDate(text, start)),
        };

    private static bool IsDate(string text, int start) =>
        start + 8 <= text.Length && text[start] is '1' or '2' && text[start + 4] is '-' or '.' or '/' && char.IsAsciiDigit(text[start + 5]);

    private static (int End, int Digits, int Groups) Read(string text, int at)
    {
        var (end, digits, groups, gap, inGroup) = (at, 0, 0, 0, false);
        for (; at < text.Length && gap <= MaxSeparators; at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                groups += inGroup ? 0 : 1;
                (digits, gap, inGroup, end) = (digits + 1, 0, true, at + 1);
            }
            else if (text[at] is ' ' or '(' or ')' or '.' or '/' or '\u00A0' or '+' || Digits.IsDash(text[at]))
            {
                (gap, inGroup) = (gap + 1, false);
            }
            else
            {
                break;
            }
        }

        return (end, digits, groups);
    }
}
