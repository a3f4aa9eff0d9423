namespace CsrAgent.Privacy.Cards;

/// <summary>
/// A card whose digits stand in several messages that hold little else, cut anywhere: "my card is 62", "8728.583 sorry", "then
/// 5486.1425.42".
/// </summary>
/// <param name="Start">Where the last of them begin in the text that is read.</param>
/// <param name="End">Behind the last digit.</param>
/// <param name="Digits">The whole number.</param>
internal sealed record CardInParts(int Start, int End, byte[] Digits)
{
    private const int MinDigits = 12;
    private const int MaxDigits = 19;
    private const int UsualDigits = 16;
    private const int MaxEarlier = 6;
    private const int MaxLetters = 60;
    private const int MinPhone = 7;
    private const int MaxPhone = 12;

    /// <param name="earlier">The messages before that hold digits, oldest first, without dates.</param>
    /// <param name="text">The message that may end the number; dates and what is found already are blank in it.</param>
    public static CardInParts? Find(IReadOnlyList<string> earlier, string text)
    {
        if (Part.Read(text, isLast: true) is not { } last) return null;
        var digits = new List<byte>();
        var isAboutCards = last.IsAboutCards;
        for (var at = earlier.Count - 1; at >= 0 && earlier.Count - at <= MaxEarlier; at--)
        {
            if (Part.Read(earlier[at], isLast: false) is not { } part) return null;
            digits.InsertRange(0, part.Digits);
            isAboutCards |= part.IsAboutCards;
            if (digits.Count >= MaxDigits) return null;
            if (last.EndOfCard(digits, isAboutCards) is not { } end) continue;
            return new(last.Places[0].Start, last.Places[end - 1].End, [.. digits, .. last.Digits.Take(end)]);
        }

        return null;
    }

    private static bool IsCard(List<byte> digits, bool isAboutCards)
    {
        if (digits.Count is < MinDigits or > MaxDigits || !Luhn.IsValid(digits)) return false;
        var isIssued = (CardSchemes.LengthsOf(Luhn.FirstSix(digits)) >> digits.Count & 1) == 1;
        return isIssued || (isAboutCards && digits.Count == UsualDigits);
    }

    /// <summary>
    /// The longest number of a message ("the last 8 digits are 11111111"), in groups that nothing but marks and joining words part.
    /// </summary>
    private sealed record Part(List<byte> Digits, List<int> Ends, List<(int Start, int End)> Places, bool IsAboutCards)
    {
        public static Part? Read(string text, bool isLast)
        {
            if (text.Count(char.IsLetter) > MaxLetters) return null;
            var words = new NumberWords(text);
            var (found, most, hasWords, run) = ((Part?)null, 0, DigitWords.Any(text), new DigitRun());
            for (var at = 0; at < text.Length; at++)
            {
                if (Privacy.Digits.Read(text, at, out _) < 0 && !(hasWords && DigitWords.IsAt(text, at))) continue;
                run.Read(text, at, hasWords);
                foreach (var (from, end) in Rows(run))
                {
                    var length = run.EndOfGroup(end - 1) - run.Groups[from];
                    if (length < most || (length == most && isLast)) continue;
                    (found, most) = (Of(text, run, words, from, end), length);
                }

                at = run.End - 1;
            }

            return found;
        }

        /// <summary>How many of its groups' digits end a card that others begin, the most first; null where it ends none.</summary>
        public int? EndOfCard(List<byte> before, bool isAboutCards)
        {
            for (var group = Ends.Count - 1; group >= 0; group--)
            {
                if (IsCard([.. before, .. Digits.Take(Ends[group])], isAboutCards)) return Ends[group];
            }

            return null;
        }

        private static IEnumerable<(int From, int End)> Rows(DigitRun run)
        {
            var first = 0;
            for (var group = 1; group <= run.Groups.Count; group++)
            {
                if (group < run.Groups.Count && run.GapBefore(group).Kind <= GapKind.Joiner && !IsCount(run, group)) continue;
                yield return (first, group);
                first = group;
            }
        }

        // "8 digits 11111111"
        private static bool IsCount(DigitRun run, int next) =>
            run.Groups[next] - run.Groups[next - 1] == 1 && run.GapBefore(next).Kind == GapKind.Joiner;

        // Null where the words say that it is another number.
        private static Part? Of(string text, DigitRun run, NumberWords words, int firstGroup, int endGroup)
        {
            var (from, end) = (run.Groups[firstGroup], run.EndOfGroup(endGroup - 1));
            var (start, stop) = (run.PlaceOf(from), run.EndOf(text, end - 1));
            if (words.SayOther(start)) return null;
            if (words.SayPhone(start, stop) && end - from is >= MinPhone and <= MaxPhone) return null;
            return new(
                [.. run.Values(from, end - from)],
                [.. Enumerable.Range(firstGroup, endGroup - firstGroup).Select(group => run.EndOfGroup(group) - from)],
                [.. Enumerable.Range(from, end - from).Select(digit => (run.PlaceOf(digit), run.EndOf(text, digit)))],
                words.SayCard(start, stop)
            );
        }
    }
}
