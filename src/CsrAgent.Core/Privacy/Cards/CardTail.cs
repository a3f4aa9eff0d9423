using System.Text.RegularExpressions;

namespace CsrAgent.Privacy.Cards;

/// <summary>What people write behind a card number: its expiry date and its code, with or without a gap.</summary>
internal static partial class CardTail
{
    private const int FirstYear = 24;
    private const int LastYear = 49;

    /// <summary>
    /// How many of the digits that follow a card within its own group go with it: "4111…1111" and 12/27, 1227, 1227123. -1 where they are
    /// no expiry date and no code, so that the group is a longer number.
    /// </summary>
    public static int Attached(DigitRun run, int end, bool isAboutCards)
    {
        var group = run.GroupOf(end - 1);
        var rest = run.EndOfGroup(group) - end;
        return rest switch
        {
            2 => IsMonth(run, end) && FollowsYear(run, group) ? 0 : -1,
            3 => isAboutCards ? 3 : -1,
            4 => IsExpiry(run, end) ? 0 : -1,
            6 => IsMonth(run, end) && run.Number(end + 2, 2) == 20 && IsYear(run, end + 4) ? 0 : -1,
            7 or 8 => IsExpiry(run, end) ? rest : -1,
            _ => -1,
        };
    }

    /// <summary>The group that is the code behind a card: at once, or behind an expiry date; -1 where none is.</summary>
    public static int CodeAfter(DigitRun run, int end)
    {
        if (end == run.Count) return -1;
        var group = run.GroupOf(end);
        if (run.Groups[group] != end) group++;
        if (group >= run.Groups.Count || IsFar(run, group)) return -1;
        var size = SizeOf(run, group);
        if (size == 2 && IsMonth(run, run.Groups[group]) && FollowsYear(run, group)) group += 2;
        else if (size == 4 && IsYear(run, run.Groups[group] + 2) && FollowsMonth(run, group)) group += 2;
        else if (size is 4 or 6 && IsExpiry(run, run.Groups[group]) && !EndsAt(run, group)) group++;
        return group < run.Groups.Count && !IsFar(run, group) && SizeOf(run, group) is 3 or 4 && EndsAt(run, group) ? group : -1;
    }

    /// <summary>The digits of a code that stands with its name right behind a card, without a blank perhaps: "…1111cvv123".</summary>
    public static (int Start, int End)? NamedCode(string text, int end)
    {
        var code = Code().Match(text, end).Groups[1];
        return code.Success ? (code.Index, code.Index + code.Length) : null;
    }

    // Nothing that could belong to the same number comes behind the group.
    private static bool EndsAt(DigitRun run, int group) => group + 1 == run.Groups.Count || IsFar(run, group + 1);

    private static bool IsFar(DigitRun run, int group) => run.GapBefore(group).Kind > GapKind.Marks;

    private static int SizeOf(DigitRun run, int group) => run.EndOfGroup(group) - run.Groups[group];

    private static bool FollowsYear(DigitRun run, int group) =>
        group + 1 < run.Groups.Count
        && !IsFar(run, group + 1)
        && SizeOf(run, group + 1) switch
        {
            2 => IsYear(run, run.Groups[group + 1]),
            4 => IsYear(run, run.Groups[group + 1] + 2),
            _ => false,
        };

    // 2027-12
    private static bool FollowsMonth(DigitRun run, int group) =>
        group + 1 < run.Groups.Count
        && !IsFar(run, group + 1)
        && SizeOf(run, group + 1) == 2
        && run.Number(run.Groups[group], 2) == 20
        && IsMonth(run, run.Groups[group + 1]);

    private static bool IsExpiry(DigitRun run, int at) => IsMonth(run, at) && IsYear(run, at + 2);

    private static bool IsMonth(DigitRun run, int at) => run.Number(at, 2) is >= 1 and <= 12;

    private static bool IsYear(DigitRun run, int at) => run.Number(at, 2) is >= FirstYear and <= LastYear;

    [GeneratedRegex(
        @"\G[\s,;:.|/(-]*(?:(?:\p{L}{2,12}[\s:.]*)?[0-9]{1,2}\s?[/.-]\s?[0-9]{2,4}[\s,;:.|/)-]*)?"
            + @"(?:cvv2?|cvc2?|cvn|csc|cid|crypto(?:gramme)?|prüfziffer)[\s:=#.-]*([0-9]{3,4})(?![0-9])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Code();
}
