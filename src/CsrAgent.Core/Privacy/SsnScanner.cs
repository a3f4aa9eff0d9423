namespace CsrAgent.Privacy;

/// <summary>
/// US social security numbers, with numbers that are given out: as they are written, 123-45-6789; with other separators, or with none, only
/// beside words that say so.
/// </summary>
internal static class SsnScanner
{
    private const int Length = 9;
    private const int MaxSeparators = 3;

    public static void Scan(string text, NumberWords words, List<PiiMatch> matches)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (Digits.Read(text, at, out var length) < 0) continue;
            if (!Continues(text, at - 1, -1) && Read(text, at) is { } found && (found.IsDashed || words.SaySsn(at, found.End)))
            {
                matches.Add(new PiiMatch(PiiType.Ssn, at, found.End, "[ssn]"));
                at = found.End - 1;
                continue;
            }

            at += length - 1;
            while (at + 1 < text.Length && Digits.Read(text, at + 1, out length) >= 0) at += length;
        }
    }

    public static bool IsIssued(int area, int group, int serial) => area is > 0 and < 900 and not 666 && group > 0 && serial > 0;

    private static (int End, bool IsDashed)? Read(string text, int at)
    {
        var (number, isDashed, gaps) = (0, true, 0);
        for (var count = 0; count < Length; count++)
        {
            if (count is 3 or 5)
            {
                var next = SkipSeparators(text, at);
                gaps += next > at ? 1 : 0;
                isDashed &= next == at + 1 && Digits.IsDash(text[at]);
                at = next;
            }
            if (at >= text.Length || Digits.Read(text, at, out var length) is not (>= 0 and var value)) return null;
            number = (number * 10) + value;
            at += length;
        }

        return gaps != 1 && !Continues(text, at, 1) && IsIssued(number / 1_000_000, number / 10_000 % 100, number % 10_000)
            ? (at, isDashed)
            : null;
    }

    private static int SkipSeparators(string text, int at)
    {
        var start = at;
        while (
            at < text.Length
            && at - start < MaxSeparators
            && (Digits.IsInvisible(text[at]) || Digits.IsSeparator(text[at]) || text[at] is ',' or ':')
        )
        {
            at++;
        }
        return at;
    }

    // Part of a longer number: 1-123-45-6789 or A123-45-6789.
    private static bool Continues(string text, int at, int step) =>
        Digits.IsGlued(text, at) || (at >= 0 && at < text.Length && Digits.IsDash(text[at]) && Digits.IsGlued(text, at + step));
}
