namespace CsrAgent.Privacy;

/// <summary>
/// Carriers' tracking numbers and telephone numbers, recognized by their own formats; card-like digits in them are not cards.
/// </summary>
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

    // 20 or 22 digits that begin with 9, in groups of four or unbroken, with the postal service's check digit.
    private static bool IsUsps(DigitRun run)
    {
        if (run.Count is not (20 or 22) || run.Values(0, 1)[0] != 9) return false;
        var sum = 0;
        for (var i = 0; i < run.Count; i++) sum += run.Values(run.Count - 1 - i, 1)[0] * ((i & 1) == 0 ? 1 : 3);
        return sum % 10 == 0 && run.Groups.All(group => group % 4 == 0);
    }

    // No card scheme still issues numbers of 13 digits or fewer, so after a plus this is a telephone number.
    private static bool IsPhone(string text, DigitRun run) =>
        run.Count <= 13 && run.PlaceOf(0) is > 0 and var start && text[start - 1] == '+';
}
