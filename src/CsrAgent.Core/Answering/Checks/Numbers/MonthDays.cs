using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>Days of months in a text: "1er novembre", "November 1st", "2026-11-01". A day and a month belong together.</summary>
internal static partial class MonthDays
{
    // By their beginnings, which cases and abbreviations leave alone.
    private static readonly FrozenDictionary<string, int> Months = Read(
        "jan ene gen sty янв січ oca",
        "feb fév fev lut фев лют şub",
        "mar mär mrt maa мар бер",
        "apr avr abr kwi апр кві nis",
        "may mai mag maj mei мая май тра",
        "jun juin giu cze июн чер haz",
        "jul juil lug lip июл лип tem",
        "aug aoû ago sie авг сер ağu",
        "sep set wrz сен вер eyl",
        "oct okt out ott paź окт жов eki",
        "nov lis ноя лис kas",
        "dec dez déc dic gru дек гру ara"
    );

    private static readonly string[] Ordinals =
    [
        .. "first,second,third,fourth,fifth,sixth,seventh,eighth,ninth,tenth,eleventh,twelfth,thirteenth,fourteenth,fifteenth".Split(','),
        .. "sixteenth,seventeenth,eighteenth,nineteenth,twentieth,,,,,,,,,,thirtieth".Split(','),
    ];

    /// <summary>The first day of a month that is not known, or null.</summary>
    /// <param name="sentence">With digits 0 to 9.</param>
    /// <param name="isKnown">Whether a source names the day.</param>
    public static string? FindUnknown(string sentence, Predicate<(int Day, int Month)> isKnown)
    {
        foreach (Match match in Named().Matches(sentence))
        {
            if (Month(match) is > 0 and var month && Day(match) is >= 1 and <= 31 and var day && !isKnown((day, month)))
            {
                return match.Value;
            }
        }

        return null;
    }

    public static HashSet<(int Day, int Month)> AllIn(string text)
    {
        var days = new HashSet<(int, int)>();
        foreach (Match match in Named().Matches(text))
        {
            if (Month(match) is > 0 and var month) days.Add((Day(match), month));
        }
        foreach (Match match in InNumbers().Matches(text))
        {
            var (first, second) = (Number(match.Groups["a"]), Number(match.Groups["b"]));
            days.Add((first, second));
            days.Add((second, first));
        }

        return days;
    }

    /// <summary>The months in a text, with or without a day.</summary>
    public static HashSet<int> MonthsIn(string text) => [.. AnyMonth().Matches(text).Select(Month).Where(month => month > 0)];

    /// <summary>The number of a month's name; 0 for no month.</summary>
    public static int Month(Match match)
    {
        var name = match.Groups["month"].Value.ToLowerInvariant();
        // "juin" and "juillet" share three letters.
        for (var length = Math.Min(4, name.Length); length >= 3; length--)
        {
            if (Months.TryGetValue(name[..length], out var month)) return month;
        }

        return 0;
    }

    /// <summary>"May twenty-third" as "May 23", in English.</summary>
    public static string InDigits(string sentence) =>
        InWords().Replace(sentence, match => match.Value.Replace(match.Groups["word"].Value, DayInWords(match), StringComparison.Ordinal));

    private static string DayInWords(Match match)
    {
        var parts = match.Groups["word"].Value.ToLowerInvariant().Split('-', ' ');
        var tens = parts.Length > 1 ? parts[0] is "twenty" ? 20 : 30 : 0;
        return (tens + Array.IndexOf(Ordinals, parts[^1]) + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static int Day(Match match) => Number(match.Groups["day"]);

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, int> Read(params ReadOnlySpan<string> months)
    {
        var numbers = new Dictionary<string, int>();
        for (var month = 0; month < months.Length; month++)
        {
            foreach (var name in months[month].Split(' ')) numbers[name] = month + 1;
        }
        return numbers.ToFrozenDictionary();
    }

    private const string Worded =
        @"(?<word>(?:twenty|thirty)[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:(?:thir|four|fif"
            + @"|six|seven|eigh|nine)teen"
        + @"|four|fif|six|seven|eigh|nin|ten|eleven|twelf|twentie|thirtie)th|first|second|third)(?!\p{L})";

    internal const string Names =
        @"(?<month>(?:jan(?:uary|uar|vier|eiro|uari)|enero|gennaio|stycz(?:nia|eń)|января|січня|ocak|feb(?:ruary|ruar"
            + @"|brero|braio|ruari)"
        + @"|février|fevereiro|lutego|февраля|лютого|şubat|march|märz|mars|marzo|março|maart|marca|марта"
        + @"|березня|mart|april|avril|abril"
        + @"|aprile|kwietnia|апреля|квітня|nisan|may|mai|mayo|maggio|maio|maja|maj|mei|мая|травня|mayıs"
        + @"|jun(?:e|i|io|ho)|juin|giugno"
        + @"|czerwca|июня|червня|haziran|jul(?:y|i|io|ho)|juillet|luglio|lipca|июля|липня|temmuz|august|août"
        + @"|agosto|sierpnia|augustus"
        + @"|augusti|августа|серпня|ağustos|sept(?:ember|embre|iembre)|setembro|settembre|września|сентября"
        + @"|вересня|eylül|o[ck]tober"
        + @"|octobre|octubre|outubro|ottobre|października|октября|жовтня|ekim|november|nov(?:embre|iembre|embro)"
        + @"|listopada|ноября"
        + @"|листопада|kasım|december|dezember|déc(?:embre)|dic(?:iembre|embre)|dezembro|grudnia|декабря"
        + @"|грудня|aralık"
        + @"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez)(?!\p{L})\.?)";

    [GeneratedRegex(
        @"(?<![\d.,:/-])(?<day>\d{1,2})(?:st|nd|rd|th|er|re|º|°|\.)?\s(?:of\s|de\s|d['’])?"
            + Names
            + @"|(?<!\p{L})"
            + Names
            + @"\s(?:the\s)?(?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Named();

    [GeneratedRegex(
        "(?<!\\p{L})(?:" + Names + @"\s(?:the\s)?" + Worded + "|" + Worded + @"\sof\s" + Names + ")",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex InWords();

    [GeneratedRegex(@"(?<!\p{L})" + Names, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnyMonth();

    [GeneratedRegex(@"(?<!\d)(?:\d{4}[-./])?(?<a>\d{1,2})[-./](?<b>\d{1,2})(?:[-./]\d{2,4})?(?!\d)")]
    private static partial Regex InNumbers();
}
