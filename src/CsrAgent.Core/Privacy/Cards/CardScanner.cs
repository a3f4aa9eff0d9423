namespace CsrAgent.Privacy.Cards;

/// <summary>
/// Finds payment cards in any spelling. The rule: a card is a whole row of digit groups (it begins and ends where a group does) whose first
/// digits a scheme issues, in a length of that scheme, with a right Luhn digit; where the words beside it speak of a card, first digits and
/// length are free. So digits inside a longer unbroken number are a card only before an expiry date or another card. The rarer what stands
/// between the groups, the more regular they must be. Letters beside a group do not protect it ("visa4111…" is how people paste). Where
/// several rows overlap, all of it goes.
/// </summary>
internal sealed class CardScanner(CardTokenizer tokenizer)
{
    private const int MinDigits = 12;
    private const int MaxDigits = 19;

    // "4O51OOO671827O46": letters that are typed for digits.
    private const int MinTypedDigits = 8;

    public void Scan(string text, NumberWords words, List<PiiMatch> matches)
    {
        DigitRun? run = null;
        var hasWords = DigitWords.Any(text);
        if (!hasWords && !MayHoldCard(text)) return;
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsStart(text, at, hasWords)) continue;
            run ??= new DigitRun();
            run.Read(text, at, hasWords);
            if (run.Count >= MinDigits) ScanRun(new Row(text, run, words), matches);
            at = run.End - 1;
        }
    }

    /// <summary>What stands for a card that others have found.</summary>
    public string Replace(ReadOnlySpan<byte> digits) => tokenizer.Replace(digits);

    // Most ids and messages have fewer digits than a card. Other scripts and encoded digits are always looked at.
    private static bool MayHoldCard(string text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            if (c is '&' or '%' or '\\' or > '\u007F') return true;
            if (char.IsAsciiDigit(c) && ++digits == MinTypedDigits) return true;
        }

        return false;
    }

    private static bool IsStart(string text, int at, bool hasWords) =>
        Digits.Read(text, at, out _) >= 0 || (hasWords && DigitWords.IsAt(text, at));

    private void ScanRun(Row row, List<PiiMatch> matches)
    {
        var (start, length, end) = (0, 0, -1);
        for (var from = 0; from < row.Run.Count; from++)
        {
            if (!row.Run.IsBoundary(from) && from != end) continue;
            if (TrackingNumbers.UspsLength(row.Run, from) is > 0 and var posted)
            {
                from += posted - 1;
                continue;
            }
            var (card, last) = LongestCard(row, from);
            if (card == 0) continue;
            if (from < end)
            {
                end = Math.Max(end, last);
                continue;
            }

            Add(row, start, length, end, matches);
            (start, length, end) = (from, card, last);
        }

        Add(row, start, length, end, matches);
        if (end < 0 && NumberedCard.Find(row.Run) is { } listed)
        {
            var last = row.Run.EndOf(row.Text, listed.End - 1);
            matches.Add(new PiiMatch(PiiType.Card, row.Run.PlaceOf(listed.Start), last, tokenizer.Replace(listed.Digits)));
        }
    }

    private void Add(Row row, int start, int length, int end, List<PiiMatch> matches)
    {
        if (length == 0) return;
        var run = row.Run;
        matches.Add(
            new PiiMatch(PiiType.Card, run.PlaceOf(start), run.EndOf(row.Text, end - 1), tokenizer.Replace(run.Values(start, length)))
        );
        if (CardTail.CodeAfter(run, end) is >= 0 and var code)
        {
            matches.Add(new PiiMatch(PiiType.Cvv, run.PlaceOf(run.Groups[code]), run.EndOf(row.Text, run.EndOfGroup(code) - 1), "[cvv]"));
        }
        else if (CardTail.NamedCode(row.Text, run.EndOf(row.Text, end - 1)) is { } named)
        {
            matches.Add(new PiiMatch(PiiType.Cvv, named.Start, named.End, "[cvv]"));
        }
    }

    /// <summary>The length of the longest card that begins with a digit, and where what goes with it ends; 0 where there is none.</summary>
    private static (int Length, int End) LongestCard(Row row, int from)
    {
        var run = row.Run;
        if (run.Count - from < MinDigits) return (0, 0);
        var issued = CardSchemes.LengthsOf(run.Number(from, 6));
        for (var length = Math.Min(MaxDigits, run.Count - from); length >= MinDigits; length--)
        {
            if (!run.PassesLuhn(from, length)) continue;
            var isIssued = (issued >> length & 1) == 1;
            if (EndOfCard(row, from, length, isIssued) is > 0 and var end) return (length, end);
        }

        return (0, 0);
    }

    private static int EndOfCard(Row row, int from, int length, bool isIssued)
    {
        var (run, end) = (row.Run, from + length);
        var isWhole = run.IsBoundary(end);
        if (!isIssued && !isWhole) return 0;
        var isAboutCards = row.IsAboutCards(from, end);
        if (row.IsAboutOther(from) && !CardGrouping.IsUsual(run, from, length)) return 0;
        if (!isIssued && (!isAboutCards || row.IsPhone(from))) return 0;
        if (!CardGrouping.IsPlausible(run, from, length, isIssued, isAboutCards) || row.IsProtected(from, end)) return 0;
        if (isWhole) return end;
        if (CardTail.Attached(run, end, isAboutCards) is >= 0 and var attached) return end + attached;
        return IsCardToEndOfGroup(run, end) ? end : 0;
    }

    // Two numbers without a gap. The second is found from there.
    private static bool IsCardToEndOfGroup(DigitRun run, int from)
    {
        var length = run.EndOfGroup(run.GroupOf(from)) - from;
        return length is >= MinDigits and <= MaxDigits
            && (CardSchemes.LengthsOf(run.Number(from, 6)) >> length & 1) == 1
            && run.PassesLuhn(from, length);
    }

    private readonly record struct Row(string Text, DigitRun Run, NumberWords Words)
    {
        private const int MaxPhoneDigits = 13;

        // "4111 (visa) 1111 1111 1111" says it in the middle.
        public bool IsAboutCards(int from, int end) =>
            Words.SayCard(Run.PlaceOf(from), Run.EndOf(Text, end - 1)) || Words.SayCardWithin(Run.PlaceOf(from), Run.EndOf(Text, end - 1));

        // "barcode 4047914139347", "order 170-6714556-2849938"
        public bool IsAboutOther(int from) => Words.SayOther(Run.PlaceOf(from));

        public bool IsPhone(int from) => Run.PlaceOf(from) is > 0 and var start && Text[start - 1] == '+';

        // No card of a scheme that is still issued has 13 digits or fewer behind a plus.
        public bool IsProtected(int from, int end) =>
            (end - from <= MaxPhoneDigits && IsPhone(from))
            || TrackingNumbers.IsUps(Text, Run.PlaceOf(from), Run.EndOf(Text, end - 1))
            || HexIds.Contain(Text, Run.PlaceOf(from), Run.EndOf(Text, end - 1));
    }
}
