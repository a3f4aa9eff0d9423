namespace CsrAgent.Privacy.Cards;

/// <summary>Numbers that carriers, banks and telephones use, known by their own marks, in which card-like digits mean nothing.</summary>
internal static class TrackingNumbers
{
    private const int UpsLength = 18;
    private const int MaxUpsSpelling = 30;

    /// <summary>
    /// True where the digits stand in a parcel number of UPS: 1Z and sixteen more letters or digits, in one word or with single blanks.
    /// </summary>
    public static bool IsUps(string text, int start, int end)
    {
        for (var at = start; at >= 0 && start - at <= MaxUpsSpelling; at--)
        {
            if (!char.IsAsciiLetterOrDigit(text[at]) && text[at] != ' ') return false;
            if (IsMark(text, at)) return EndOfUps(text, at) >= end;
        }

        return false;
    }

    /// <summary>How many digits from one on make a number of the US post: 20 or 22, in fours or at once, check digit right.</summary>
    public static int UspsLength(DigitRun run, int from)
    {
        if (run.Values(from, 1)[0] != 9) return 0;
        foreach (var length in (ReadOnlySpan<int>)[22, 20])
        {
            if (run.Count - from >= length && run.IsBoundary(from + length) && IsUsps(run, from, length)) return length;
        }

        return 0;
    }

    private static bool IsMark(string text, int at) =>
        text[at] == '1' && at + 1 < text.Length && text[at + 1] is 'Z' or 'z' && !Digits.IsGlued(text, at - 1);

    private static int EndOfUps(string text, int at)
    {
        var seen = 0;
        for (; at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == ' '); at++)
        {
            if (text[at] != ' ' && ++seen == UpsLength) return Digits.IsGlued(text, at + 1) ? -1 : at + 1;
        }

        return -1;
    }

    private static bool IsUsps(DigitRun run, int from, int length)
    {
        var sum = 0;
        for (var i = 0; i < length; i++) sum += run.Values(from + length - 1 - i, 1)[0] * ((i & 1) == 0 ? 1 : 3);
        if (sum % 10 != 0) return false;
        for (var group = run.GroupOf(from) + 1; group < run.Groups.Count && run.Groups[group] < from + length; group++)
        {
            if ((run.Groups[group] - from) % 4 != 0 || run.GapBefore(group).Kind != GapKind.Blank) return false;
        }
        return true;
    }
}
