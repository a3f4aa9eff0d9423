namespace CsrAgent.Privacy;

/// <summary>
/// US social security numbers in the usual notation, 123-45-6789, in the ranges that are issued. Without dashes, only context reveals them.
/// </summary>
internal static class SsnScanner
{
    public static void Scan(string text, List<PiiMatch> matches)
    {
        for (var at = 0; at + 11 <= text.Length; at++)
        {
            if (!IsDashed(text, at)) continue;
            if (
                IsIssued(Number(text, at, 3), Number(text, at + 4, 2), Number(text, at + 7, 4))
                && !Continues(text, at - 1, -1)
                && !Continues(text, at + 11, 1)
            )
            {
                matches.Add(new PiiMatch(PiiType.Ssn, at, at + 11, "[ssn]"));
            }
            at += 10;
        }
    }

    public static bool IsIssued(int area, int group, int serial) => area is > 0 and < 900 and not 666 && group > 0 && serial > 0;

    private static bool IsDashed(string text, int at) =>
        Digits.IsDash(text[at + 3])
        && Digits.IsDash(text[at + 6])
        && Number(text, at, 3) >= 0
        && Number(text, at + 4, 2) >= 0
        && Number(text, at + 7, 4) >= 0;

    // Part of a longer number: 1-123-45-6789 or A123-45-6789.
    private static bool Continues(string text, int at, int step) =>
        Digits.IsGlued(text, at) || (at >= 0 && at < text.Length && Digits.IsDash(text[at]) && Digits.IsGlued(text, at + step));

    private static int Number(string text, int at, int length)
    {
        var number = 0;
        for (var i = at; i < at + length; i++)
        {
            var value = Digits.Read(text, i, out var size);
            if (value < 0 || size != 1) return -1;
            number = (number * 10) + value;
        }

        return number;
    }
}
