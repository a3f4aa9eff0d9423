namespace CsrAgent.Privacy.Cards;

/// <summary>How the digits of a row are grouped, and what stands between the groups: whether they read as one card number.</summary>
internal static class CardGrouping
{
    private const int MaxChunk = 6;

    // More, and of all sizes, are numbers of their own: "4 5 6 7 8 9 10 11 12".
    private const int MaxParts = 7;

    private const int MaxSpread = 40;
    private const int RareLength = 13;

    // Where a number of each length is cut on cards and forms: 4-4-4-4, 4-6-5, 6-13 and so on. A spelling may leave cuts out.
    private static readonly int[][][] Cuts = ByLength();

    /// <param name="run">The row's run.</param>
    /// <param name="from">The row's first digit, which begins a group.</param>
    /// <param name="length">Of the row, in digits.</param>
    /// <param name="isIssued">A scheme issues its first digits and its length.</param>
    /// <param name="isAboutCards">The words before it speak of a card.</param>
    public static bool IsPlausible(DigitRun run, int from, int length, bool isIssued, bool isAboutCards)
    {
        var (kind, marks, isUniform, parts) = (GapKind.Blank, 0, true, 1);
        var first = run.GroupOf(from);
        var last = run.GroupOf(from + length - 1);
        for (var group = first + 1; group <= last; group++)
        {
            var gap = run.GapBefore(group);
            if (gap.Kind > kind) kind = gap.Kind;
            if (gap.Next > 0) parts++;
            if (gap.Kind == GapKind.Blank) continue;
            isUniform &= marks == 0 || marks == gap.Marks;
            marks = gap.Marks;
        }

        return kind switch
        {
            GapKind.Blank => (isIssued && isAboutCards)
                || (parts <= MaxParts && (isAboutCards || !IsIban(run, first, last)))
                || IsCanonical(run, from, length)
                || IsChunked(run, from, length),
            GapKind.Marks => IsCanonical(run, from, length)
                || (isUniform && isIssued && isAboutCards)
                || (isUniform && IsInThousands(run, from, length))
                || (isUniform && IsChunked(run, from, length) && (isAboutCards || !IsListOfPairs(run, first, last, marks))),
            GapKind.Joiner => IsCanonical(run, from, length) || IsDictated(run, from, length),
            _ => isAboutCards && IsCanonical(run, from, length),
        };
    }

    /// <summary>As on a card, and no Visa of 13 digits, which is not issued any more.</summary>
    public static bool IsUsual(DigitRun run, int from, int length) =>
        length != RareLength && (IsCanonical(run, from, length) || IsChunked(run, from, length));

    private static bool IsCanonical(DigitRun run, int from, int length)
    {
        foreach (var cuts in Cuts[length])
        {
            if (IsCutAt(run, from, length, cuts)) return true;
        }
        return false;
    }

    private static bool IsCutAt(DigitRun run, int from, int length, int[] cuts)
    {
        for (var group = run.GroupOf(from) + 1; group < run.Groups.Count && run.Groups[group] - from < length; group++)
        {
            if (!cuts.Contains(run.Groups[group] - from)) return false;
        }
        return true;
    }

    // Groups of one size, but for what is left behind the last: shorter, perhaps in parts.
    private static bool IsChunked(DigitRun run, int from, int length)
    {
        var first = run.GroupOf(from);
        var size = run.EndOfGroup(first) - from;
        if (size > MaxChunk) return false;
        for (var group = first; group < run.Groups.Count && run.Groups[group] - from < length; group++)
        {
            var rest = length - (run.Groups[group] - from);
            var own = Math.Min(run.EndOfGroup(group) - run.Groups[group], rest);
            if (own > size || (own < size && rest > size)) return false;
        }
        return true;
    }

    // "4,111,111,111,111,111": no amount is that large.
    private static bool IsInThousands(DigitRun run, int from, int length)
    {
        var first = run.GroupOf(from);
        if (run.EndOfGroup(first) - from > 3) return false;
        for (var group = first + 1; group < run.Groups.Count && run.Groups[group] - from < length; group++)
        {
            if (run.EndOfGroup(group) - run.Groups[group] != 3) return false;
        }
        return true;
    }

    // "36, 38, 40, 42": sizes, ages, scores are near each other, the pairs of a card are not.
    private static bool IsListOfPairs(DigitRun run, int first, int last, int marks)
    {
        if (marks is not (',' or ';' or '，' or '、') || run.EndOfGroup(first) - run.Groups[first] != 2) return false;
        var (least, most) = (int.MaxValue, 0);
        for (var group = first; group <= last; group++)
        {
            least = Math.Min(least, run.NumberOf(group));
            most = Math.Max(most, run.NumberOf(group));
        }

        return most - least <= MaxSpread;
    }

    private static bool IsDictated(DigitRun run, int from, int length) =>
        run.EndOfGroup(run.GroupOf(from)) - from == 1 && IsChunked(run, from, length);

    // 38 0019 0005 0000 0000: an account number without its country.
    private static bool IsIban(DigitRun run, int first, int last)
    {
        if (last - first < 3 || run.EndOfGroup(first) - run.Groups[first] != 2) return false;
        for (var group = first + 1; group < last; group++)
        {
            if (run.EndOfGroup(group) - run.Groups[group] != 4) return false;
        }
        return true;
    }

    private static int[][][] ByLength()
    {
        var cuts = new int[20][][];
        Array.Fill(
            cuts,
            [
                [4, 8, 12, 16],
            ]
        );
        cuts[13] =
        [
            [4, 8, 12],
            [4, 7, 10],
            [1, 4, 7, 10],
            [1, 5, 9],
        ];
        cuts[14] =
        [
            [4, 8, 12],
            [4, 10],
        ];
        cuts[15] =
        [
            [4, 8, 12],
            [4, 10],
            [5, 10],
        ];
        cuts[16] =
        [
            [4, 8, 12],
            [6, 10],
            [6, 12],
            [4, 10],
            [5, 10, 15],
        ];
        cuts[19] =
        [
            [4, 8, 12, 16],
            [6],
            [6, 12],
            [4, 10, 15],
        ];
        return cuts;
    }
}
