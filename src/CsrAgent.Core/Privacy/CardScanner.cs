namespace CsrAgent.Privacy;

/// <summary>
/// Finds payment card numbers in any notation. The rule: a card number is a sequence of whole digit groups whose first digits belong to a
/// card scheme, whose length that scheme uses, and whose Luhn check digit is valid. So digits inside a longer unbroken number are never a
/// card. Letters next to a group do not exclude it (people paste "visa4111…"), except in a UPS number: 1Z and sixteen more characters. If
/// several matches overlap, all of their digits are removed.
/// </summary>
internal sealed class CardScanner(CardTokenizer tokenizer)
{
    private const int MinDigits = 12;
    private const int MaxDigits = 19;

    public void Scan(string text, List<PiiMatch> matches)
    {
        DigitRun? run = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (Digits.Read(text, at, out _) < 0) continue;
            run ??= new DigitRun();
            run.Read(text, at);
            if (run.Count >= MinDigits && !TrackingNumbers.Is(text, run)) ScanRun(text, run, matches);
            at = run.End - 1;
        }
    }

    private void ScanRun(string text, DigitRun run, List<PiiMatch> matches)
    {
        var (start, length, end) = (0, 0, -1);
        for (var group = 0; group < run.Groups.Count; group++)
        {
            var from = run.Groups[group];
            var card = LongestCard(run, group);
            if (card == 0) continue;
            if (from < end)
            {
                end = Math.Max(end, from + card);
                continue;
            }

            Add(text, run, start, length, end, matches);
            (start, length, end) = (from, card, from + card);
        }

        Add(text, run, start, length, end, matches);
    }

    private void Add(string text, DigitRun run, int start, int length, int end, List<PiiMatch> matches)
    {
        if (length == 0) return;
        matches.Add(new PiiMatch(PiiType.Card, run.PlaceOf(start), run.EndOf(text, end - 1), tokenizer.Replace(run.Values(start, length))));
        if (CodeAfter(run, end) is > 0 and var code)
        {
            matches.Add(new PiiMatch(PiiType.Cvv, run.PlaceOf(code), run.EndOf(text, run.Count - 1), "[cvv]"));
        }
    }

    // "4111… 12/27 123": what follows the card number, directly or after an expiry date, is the card's code.
    private static int CodeAfter(DigitRun run, int card)
    {
        var code = run.Groups[^1];
        return run.Count - code is 3 or 4 && code - card is 0 or 4 or 6 && run.Groups.Contains(card) ? code : 0;
    }

    private static int LongestCard(DigitRun run, int group)
    {
        var from = run.Groups[group];
        if (run.Count - from < MinDigits) return 0;
        var lengths = CardSchemes.LengthsOf(Number(run.Values(from, 6)));
        var best = 0;
        for (var next = group + 1; lengths != 0 && next <= run.Groups.Count; next++)
        {
            var length = (next == run.Groups.Count ? run.Count : run.Groups[next]) - from;
            if (length > MaxDigits) break;
            if ((lengths >> length & 1) == 1 && run.PassesLuhn(from, length)) best = length;
        }

        return best;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits) number = (number * 10) + digit;
        return number;
    }
}
