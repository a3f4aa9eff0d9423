using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>What makes a number a measure: a unit of time, a share, a weight, a month behind it.</summary>
internal static partial class Measure
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // English and German, French, Spanish, Portuguese and Italian, Dutch and Swedish, Polish, Russian and Ukrainian, Turkish.
    private const string Times =
        @"days?\b|seconds\b|hour|minut|week|month|years?\b|fortnight|sekunde|tag|stunde|woche|monat|jahr|werktag|uhr"
        + @"|jours?\b|heure|semaine|mois|ans?\b|années?\b|d[ií]as?\b|horas?\b|semana|mes(?:es)?\b|mês|años?\b|anos?\b"
        + @"|giorn|or[ae]\b|settiman|ann[oi]\b|mesi\b|dag|uur|weken|maand|jaar|veck|månad|timm|år\b"
        + @"|dni\b|dnia\b|godzin|tygod|miesi[ąę]c|lat\b|lata\b|дн(?:я|ей|і|ів|ям)\b|недел|тижн"
        + @"|месяц|місяц|час(?:а|ов)?\b|годин|минут|хвилин"
        + @"|лет\b|года?\b|рок(?:и|ів)\b|gün|hafta|saat|dakika|yıl|ay\b";

    // Arabic, Hindi.
    private const string OtherTimes =
        "يوم|أيام|أسبوع|أسابيع|شهر|أشهر|ساعة|ساعات|دقيقة|دقائق|سنة"
        + "|سنوات|दिन|सप्ताह|हफ़?्त|महीन|घंट|घण्ट|मिनट"
        + "|साल|वर्ष";

    private const string Shares =
        "percent|per cent|prozent|pour cent|por ciento|por cento|per cento|procent|процент|відсотк"
        + "|بالمئة|بالمائة|في المئة|प्रतिशत";

    /// <summary>"3 days", "5 business days", "20 %", "三天".</summary>
    public static bool Follows(ReadOnlySpan<char> after) => LengthOf(after) > 0;

    /// <summary>The length of the unit that follows a number, with what is between; 0 where none does.</summary>
    public static int LengthOf(ReadOnlySpan<char> after)
    {
        foreach (var match in Unit().EnumerateMatches(after)) return match.Length;

        return 0;
    }

    /// <summary>"November 3".</summary>
    public static bool IsMonthBefore(string before) => MonthBefore().IsMatch(before);

    // Also after a word between: "5 business days". Minutes in Chinese and Japanese only with their 钟 or 間: 十分 is "enough", too.
    [GeneratedRegex(
        @"^(?:st|nd|rd|th|er|re|º)?(?:\s?(?:%|[€$£¥₹°])|:\d)|^(?:am|pm|h)\b|^[\s-](?:\p{L}+[\s-])?(?:"
            + Times
            + "|"
            + OtherTimes
            + "|"
            + Shares
            + @"|eur|usd|gbp|chf|dollar|dólar|pound|franc|reais|am\b|pm\b|kg|km|gb|mb|"
            + MonthDays.Names
            + ")"
            + "|^\\s?(?:個|个|か|ヶ|カ)?(?:天|日|星期|週間|小时|小時|時間|月|年|分钟|分鐘|分間"
            + "|割|折|パーセント)|^周(?:内|后|时)",
        Options
    )]
    private static partial Regex Unit();

    [GeneratedRegex(MonthDays.Names + @"\s$", Options)]
    private static partial Regex MonthBefore();
}
