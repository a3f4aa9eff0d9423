namespace CsrAgent.Privacy.Cards;

/// <summary>
/// A card whose parts are the items of a numbered list: "1) 4111 2) 1111 3) 1111 4) 1111". The numbers of the items count from one, and
/// those behind the first have a mark or word on one side.
/// </summary>
/// <param name="Start">The first digit of the first part.</param>
/// <param name="End">Behind the last digit of the last part.</param>
/// <param name="Digits">The card's alone.</param>
internal sealed record NumberedCard(int Start, int End, byte[] Digits)
{
    private const int MinDigits = 13;
    private const int MaxDigits = 19;
    private const int MinParts = 3;
    private const int MaxPart = 6;

    public static NumberedCard? Find(DigitRun run)
    {
        for (var first = 0; first + 1 < run.Groups.Count; first++)
        {
            if (FindFrom(run, first) is { } card) return card;
        }

        return null;
    }

    private static NumberedCard? FindFrom(DigitRun run, int first)
    {
        var digits = new List<byte>();
        for (var part = 0; ; part++)
        {
            var (item, group) = (first + (2 * part), first + (2 * part) + 1);
            if (group >= run.Groups.Count || !IsItem(run, item, part + 1)) return null;
            var (from, end) = (run.Groups[group], run.EndOfGroup(group));
            if (end - from > MaxPart) return null;
            digits.AddRange(run.Values(from, end - from));
            if (digits.Count > MaxDigits) return null;
            if (part + 1 >= MinParts && IsCard(digits)) return new(run.Groups[first + 1], end, [.. digits]);
        }
    }

    private static bool IsItem(DigitRun run, int group, int number)
    {
        var from = run.Groups[group];
        return run.EndOfGroup(group) - from == 1
            && run.Number(from, 1) == number
            && (number == 1 || run.GapBefore(group).Kind != GapKind.Blank || run.GapBefore(group + 1).Kind != GapKind.Blank);
    }

    private static bool IsCard(List<byte> digits) =>
        digits.Count >= MinDigits && (CardSchemes.LengthsOf(Luhn.FirstSix(digits)) >> digits.Count & 1) == 1 && Luhn.IsValid(digits);
}
