using System.Text.RegularExpressions;
using CsrAgent.Answering.Checks.Numbers;

namespace CsrAgent.Answering.Checks;

/// <summary>Months and days of the week that an answer promises: "ends in June", "by next Tuesday". A source has to name them.</summary>
internal static partial class Calendar
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Days =
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
        + "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
        + "|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
        + "|sonnabend";

    private const int Saturday = 5;

    private static readonly string[] DayNames = Days.Split('|');

    private static readonly int Sonnabend = DayNames.Length - 1;

    /// <summary>The first month or day of the week that no source names; null if there is none.</summary>
    public static string? FindUnknown(string sentence, IReadOnlyList<SourceText> sources) => Unknown(sentence, sources)?.Value;

    /// <summary>From where on a growing sentence has to wait; null if it need not.</summary>
    public static int? HoldFrom(string sentence, IReadOnlyList<SourceText> sources) => Unknown(sentence, sources)?.Index;

    /// <summary>The days of the week that a text names, from 0 for Monday, with those of "Monday to Friday".</summary>
    public static HashSet<int> WeekdaysIn(string text)
    {
        var days = new HashSet<int>();
        foreach (Match match in Weekdays().Matches(text))
        {
            var first = IndexOf(match.Groups["from"].Value);
            var last = match.Groups["to"].Success ? IndexOf(match.Groups["to"].Value) : first;
            for (var i = 0; i <= (last - first + 7) % 7; i++) days.Add((first + i) % 7);
        }

        return days;
    }

    // A week of each language, one after the other; "Sonnabend" alone stands behind them.
    private static int IndexOf(string name) =>
        Array.FindIndex(DayNames, day => day.Equals(name, StringComparison.OrdinalIgnoreCase)) is var index && index < Sonnabend
            ? Math.Max(index, 0) % 7
            : Saturday;

    private static Match? Unknown(string sentence, IReadOnlyList<SourceText> sources)
    {
        foreach (Match match in InMonth().Matches(sentence))
        {
            // "May" and "March" are words, too.
            if (!char.IsUpper(match.Groups["month"].Value[0]) && match.Groups["english"].Success) continue;
            if (MonthDays.Month(match) is > 0 and var month && !sources.Any(source => source.Months.Contains(month))) return match;
        }

        return EndOf().Matches(sentence).FirstOrDefault(match => !sources.Any(source => source.Contains(match.Groups["end"].Value)))
            ?? NextDay().Matches(sentence).FirstOrDefault(match => !sources.Any(source => source.Contains(match.Groups["day"].Value)));
    }

    [GeneratedRegex(
        @"(?<!\p{L})(?:(?<english>in|by|until|till|of|from|since|before|after|this|next|mid)|im|bis|ab|seit|vor|nach"
            + @"|anfang|mitte|ende|en|fin|début|d'ici|dès|avant|hasta|desde|a finales de|entro|da|di|a|em|até|de|vanaf|tot|sinds|eind)"
            + @"[\s-](?:early\s|late\s|mid[-\s]|the\s|anfang\s|mitte\s|ende\s|fin\s)?"
            + MonthDays.Names,
        Options
    )]
    private static partial Regex InMonth();

    [GeneratedRegex(
        "(?<!\\p{L})(?<from>" + Days + @")s?(?:\s?(?:[-–—]|to|through|till|until|bis|à|au|al|a|tot|t/m)\s?(?:le\s"
            + @"|el\s)?(?<to>" + Days + @")s?)?(?!\p{L})",
        Options
    )]
    private static partial Regex Weekdays();

    /// <summary>"By the end of the month".</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?:by|until|before|at)\s(?<end>(?:the\s)?(?:end|middle|beginning)\sof\s(?:the|this|next)\s(?:day"
            + @"|week|month|year|quarter))(?!\p{L})"
            + @"|(?<!\p{L})bis\s(?:zum\s)?(?<end>ende\s(?:des|der|dieses|dieser|nächsten)\s(?:tages|woche|monats|jahres))"
            + @"|(?<!\p{L})(?:d'ici|avant)\s(?:à\s)?(?<end>la\sfin\s(?:du\smois|de\sla\ssemaine|de\sl['’]année))"
            + @"|(?<!\p{L})(?:antes\sde\s|a\s)(?<end>finale?s?\sde\s(?:mes|semana|año))",
        Options
    )]
    private static partial Regex EndOf();

    [GeneratedRegex(
        @"(?<!\p{L})(?:(?:by|until|before)\s(?:next\s|this\s|the coming\s)?|(?:next|this|coming)\s"
            + @"|(?:bis|vor)\s(?:nächsten\s|kommenden\s)?|(?:nächsten?|kommenden?|diesen)\s"
            + @"|avant\s(?:le\s)?|d'ici\s|antes del\s|hasta el\s|(?:el\s)?próximo\s|entro\s|prossimo\s"
            + @"|voor\s|volgende\s)(?<day>"
            + Days
            + @")(?!\p{L})|(?<!\p{L})(?<day>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\sprochain",
        Options
    )]
    private static partial Regex NextDay();
}
