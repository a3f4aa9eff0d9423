namespace CsrAgent.Privacy;

/// <summary>Numbers that carriers and telephones use, known by their own marks, in which card-like digits mean nothing.</summary>
internal static class TrackingNumbers
{
    public static bool Is(string text, DigitRun run) => IsUps(text, run) || IsUsps(run) || IsPhone(text, run);

    // 1Z and sixteen letters or digits.
    private static bool IsUps(string text, DigitRun run)
    {
        var start = run.PlaceOf(0);
        while (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1]) && run.PlaceOf(0) - start < 18) start--;
        return start + 18 <= text.Length
            && text[start] == '1'
            && text[start + 1] is 'Z' or 'z'
            && IsWord(text, start, 18)
            && run.End <= start + 18;
    }

    private static bool IsWord(string text, int start, int length)
    {
        foreach (var c in text.AsSpan(start, length))
        {
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        }
        return !Digits.IsGlued(text, start + length);
    }

    // 20 or 22 digits that begin with 9, written in fours or at once, with the post's own check digit.
    private static bool IsUsps(DigitRun run)
    {
        if (run.Count is not (20 or 22) || run.Values(0, 1)[0] != 9) return false;
        var sum = 0;
        for (var i = 0; i < run.Count; i++) sum += run.Values(run.Count - 1 - i, 1)[0] * ((i & 1) == 0 ? 1 : 3);
        return sum % 10 == 0 && run.Groups.All(group => group % 4 == 0);
    }

    // No card of a scheme that is still issued has 13 digits or fewer behind a plus.
    private static bool IsPhone(string text, DigitRun run) =>
        run.Count <= 13 && run.PlaceOf(0) is > 0 and var start && text[start - 1] == '+';
}
