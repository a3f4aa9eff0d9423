using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Links and numbers (amounts, times, dates) in an answer must stand in something that the model was given: a passage, a tool's result, or
/// what was said. Ordinals of lists and small counts ("two steps") are the answer's own.
/// </summary>
internal sealed partial class StatedFacts(Func<string> sources)
{
    private const int SmallCount = 10;

    private string _read = "";
    private HashSet<decimal> _numbers = [];

    /// <summary>The first link or number that stands nowhere; null when there is none.</summary>
    public string? FindUnbacked(string sentence)
    {
        Refresh();
        foreach (Match link in Link().Matches(sentence))
        {
            if (!IsKnownLink(link.Value)) return link.Value;
        }
        var text = Ordinal().Replace(Link().Replace(sentence, " "), " ");
        foreach (Match number in NumberText.Digits(text))
        {
            if (!IsBacked(number.Value) && !IsCount(text, number)) return number.Value;
        }

        return null;
    }

    /// <summary>From where on a growing sentence has to wait until it is whole; its length when it need not.</summary>
    public int HoldFrom(string sentence)
    {
        Refresh();
        foreach (Match link in Link().Matches(sentence))
        {
            if (link.Index + link.Length == sentence.Length || !IsKnownLink(link.Value)) return link.Index;
        }
        foreach (Match number in Digits().Matches(sentence))
        {
            if (number.Index + number.Length >= sentence.Length - 1 || !IsBacked(number.Value)) return number.Index;
        }
        return sentence.Length - Growing().Match(sentence).Length;
    }

    // Of a time, the hour and the minutes, unless it is a full hour.
    private bool IsBacked(string number) =>
        number.Contains(':', StringComparison.Ordinal)
            ? NumberText.Values(number).Select((part, i) => i > 0 && part == 0 || _numbers.Contains(part)).All(isKnown => isKnown)
            : NumberText.Values(number).Any(_numbers.Contains);

    private bool IsKnownLink(string link)
    {
        var bare = Scheme().Replace(link, "").TrimEnd('/', '.', ',', ')', ']', '*', '"', '\'', ':', ';', '!', '?', '>');
        return bare.Length == 0 || _read.Contains(bare, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsCount(string text, Match number) =>
        NumberText.Values(number.Value).All(value => value <= SmallCount && value == decimal.Truncate(value))
        && !Unit().IsMatch(text[(number.Index + number.Length)..])
        && !Currency().IsMatch(text[..number.Index]);

    // What tools found adds to the sources while the turn runs.
    private void Refresh()
    {
        var all = sources();
        if (all.Length == _read.Length) return;
        (_read, _numbers) = (all, NumberText.AllIn(all));
    }

    [GeneratedRegex(
        @"https?://[^\s<>\]\)""]+|www\.[^\s<>\]\)""]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
            + @"|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|org|net|io|de|eu|co|app|fr|es|it|nl|pt|info|shop|help|support)\b(?:/[^\s<>\]\)""]*)?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Link();

    [GeneratedRegex(@"^https?://(?:www\.)?|^www\.|^mailto:", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(
        @"^[\s*_>-]*\(?\d{1,2}[.)](?=\s|$)|\b(?:step|schritt|option|paso|étape|passo|passaggio|stap|point|punkt|no\.|nr\.)\s+\d{1,2}\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"\d+(?:[.,:'’]\d+)*")]
    private static partial Regex Digits();

    [GeneratedRegex(@"(?:\S*[\w)\]][.@:/]\S*|\b(?:https?|www?))$", RegexOptions.IgnoreCase)]
    private static partial Regex Growing();

    private const string Months =
        "january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober"
        + "|dezember";

    // Also after a word between: "5 business days".
    [GeneratedRegex(
        @"^\s?(?:%|[€$£¥₹°])|^:\d|^(?:am|pm|h)\b|^[\s-](?:\p{L}+[\s-])?(?:percent|prozent|eur|usd|gbp|chf|dollar|dólar|pound|franc"
            + @"|reais|days?\b|hour|minut|week|month|years?\b|tag|stunde|woche|monat|jahr|werktag|jours?\b|heure|semaine|mois|ans?\b"
            + @"|d[ií]as?\b"
            + @"|horas?\b|semana|mes|años?\b|giorn|or[ae]\b|settiman|ann[oi]\b|dag|uur|weken|maand|jaar|am\b|pm\b|uhr|kg|km|gb"
            + @"|mb|(?:"
            + Months
            + @")\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Unit();

    [GeneratedRegex(@"(?:[€$£¥₹]|\b(?:eur|usd|gbp|chf|" + Months + @"))\s?$", RegexOptions.IgnoreCase)]
    private static partial Regex Currency();
}
