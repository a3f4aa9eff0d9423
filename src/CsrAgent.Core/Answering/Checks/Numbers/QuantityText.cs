using System.Globalization;
using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>
/// Quantities in a text: numbers with their units, in digits and in words, in the languages of answers. In "5 to 7 days", the five has the
/// unit of the seven. Also units without a number: "within a year", "a fortnight", "half an hour".
/// </summary>
internal static partial class QuantityText
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const int HourMinutes = 60;
    private const int DayMinutes = 24 * HourMinutes;
    private const int WeekMinutes = 7 * DayMinutes;
    private const int YearMonths = 12;

    /// <summary>Larger ones measure nothing, and would be too large in minutes.</summary>
    private const decimal MaxNumber = 1_000_000_000;

    /// <summary>Larger numbers before 年, "year" or 日 are dates.</summary>
    private const int MaxYears = 200;

    /// <summary>Also the times of the day, and one quantity for each number.</summary>
    public static List<StatedQuantity> InAndTimes(string text, string language)
    {
        var stated = In(text, language);
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return stated;
        foreach (var time in ClockText.In(text))
        {
            if (!stated.Exists(quantity => quantity.Index == time.Index)) stated.Add(ClockText.Stated(time));
        }
        return stated;
    }

    /// <summary>All of them, in order.</summary>
    /// <param name="text">With digits 0 to 9.</param>
    /// <param name="language">Of its words, ISO 639-1.</param>
    public static List<StatedQuantity> In(string text, string language)
    {
        var numbers = Numbers(text, language);
        var found = new List<StatedQuantity>();
        Match? unit = null;
        for (var i = numbers.Count - 1; i >= 0; i--)
        {
            var (at, length, values) = numbers[i];
            var end = at + length;
            var own = Unit().Match(text, end, text.Length - end);
            var isInRange = !own.Success && i + 1 < numbers.Count && RangeMark().IsMatch(text.AsSpan(end, numbers[i + 1].Index - end));
            if (!isInRange) unit = own.Success ? own : null;
            if (unit is null) continue;
            Quantity[] meanings = [.. values.Select(value => Of(unit, value)).OfType<Quantity>(), .. OnTheClock(unit, values[0], language)];
            if (meanings.Length > 0) found.Add(new(at, length + (own.Success ? own.Length : 0), values[0], meanings));
        }
        if (Single().IsMatch(text))
        {
            foreach (Match single in Single().Matches(text))
            {
                var share = single.Groups["half"].Success ? 0.5m : 1;
                if (Of(single, share) is { } quantity) found.Add(new(single.Index, single.Length, share, [quantity]));
            }
        }

        found.Sort((a, b) => a.Index.CompareTo(b.Index));
        return found;
    }

    // In French, Spanish or Dutch, "18 heures" is a time of the day as well.
    private static IEnumerable<Quantity> OnTheClock(Match unit, decimal value, string language)
    {
        if (language == "en" || !unit.Groups["hour"].Success || value > 24) yield break;
        yield return new(QuantityKind.Clock, value % 24 * HourMinutes);
        if (value <= 12) yield return new(QuantityKind.Clock, (value + 12) % 24 * HourMinutes);
    }

    /// <summary>
    /// What a source says with a quantity: a month is thirty days and four weeks, five business days are a week.
    /// </summary>
    public static IEnumerable<Quantity> SaidWith(Quantity quantity, bool isOfWork)
    {
        yield return quantity;
        if (quantity.Kind == QuantityKind.Months)
        {
            yield return new(QuantityKind.Time, quantity.Value * 30 * DayMinutes);
            yield return new(QuantityKind.Time, quantity.Value * 4 * WeekMinutes);
            if (quantity.Value % YearMonths != 0) yield break;
            yield return new(QuantityKind.Time, quantity.Value / YearMonths * 365 * DayMinutes);
            yield return new(QuantityKind.Time, quantity.Value / YearMonths * 52 * WeekMinutes);
        }
        if (quantity.Kind != QuantityKind.Time) yield break;
        if (quantity.Value % (30 * DayMinutes) == 0) yield return new(QuantityKind.Months, quantity.Value / (30 * DayMinutes));
        if (quantity.Value % (4 * WeekMinutes) == 0) yield return new(QuantityKind.Months, quantity.Value / (4 * WeekMinutes));
        if (quantity.Value is 365 * DayMinutes or 52 * WeekMinutes) yield return new(QuantityKind.Months, YearMonths);
        if (isOfWork && quantity.Value % (5 * DayMinutes) == 0) yield return new(QuantityKind.Time, quantity.Value / 5 * 7);
    }

    /// <summary>All that a source says, and its numbers that have no unit and count nothing: those of a table's cells.</summary>
    public static (HashSet<Quantity> Quantities, HashSet<decimal> Bare) AllIn(string text, string language)
    {
        var (quantities, bare) = (new HashSet<Quantity>(), new HashSet<decimal>());
        foreach (var stated in In(text, language))
        {
            var isOfWork = Working().IsMatch(text.AsSpan(stated.Index, stated.Length));
            foreach (var meaning in stated.Meanings) quantities.UnionWith(SaidWith(meaning, isOfWork));
        }
        foreach (var match in AnySingle().EnumerateMatches(text))
        {
            if (Of(AnySingle().Match(text, match.Index, match.Length), 1) is { } one) quantities.UnionWith(SaidWith(one, isOfWork: true));
        }
        quantities.UnionWith(MoneyIn(text, language).Select(amount => amount.Meanings).SelectMany(meanings => meanings));
        quantities.UnionWith(ClockText.AllIn(text).Select(minutes => new Quantity(QuantityKind.Clock, minutes)));
        foreach (Match age in Age().Matches(text))
        {
            if (Unit().IsMatch(text.AsSpan(age.Index + age.Length)) || Money.Follows(text[(age.Index + age.Length)..])) continue;
            foreach (Capture years in age.Groups["years"].Captures)
            {
                quantities.Add(new(QuantityKind.Months, YearMonths * decimal.Parse(years.ValueSpan, CultureInfo.InvariantCulture)));
            }
        }
        foreach (Match number in BareNumber().Matches(text)) bare.UnionWith(NumberText.Values(number.Value));

        return (quantities, bare);
    }

    /// <summary>Amounts of money, in digits and in words, and what is free.</summary>
    public static IEnumerable<StatedQuantity> MoneyIn(string text, string language)
    {
        foreach (Match amount in Money.Amounts(text))
        {
            var number = amount.Groups["number"];
            var meanings = NumberText.Values(number.Value).Select(value => new Quantity(QuantityKind.Money, value)).ToArray();
            if (meanings.Length > 0) yield return new(number.Index, number.Length, meanings[0].Value, meanings);
        }
        foreach (var (at, length, value) in WordedNumbers.Of(language).In(text))
        {
            if (Money.LengthOfName(text.AsSpan(at + length)) > 0) yield return new(at, length, value, [new(QuantityKind.Money, value)]);
        }
        if (!Free().IsMatch(text)) yield break;
        foreach (Match match in Free().Matches(text)) yield return new(match.Index, match.Length, 0, [new(QuantityKind.Money, 0)]);
    }

    /// <summary>Where something is said to be free; -1 if nowhere.</summary>
    public static int FindFree(string text)
    {
        foreach (var match in Free().EnumerateMatches(text)) return match.Index;

        return -1;
    }

    private static List<(int Index, int Length, decimal[] Values)> Numbers(string text, string language)
    {
        var numbers = new List<(int Index, int Length, decimal[] Values)>();
        foreach (var match in Digits().EnumerateMatches(text))
        {
            numbers.Add((match.Index, match.Length, [.. NumberText.Values(text.Substring(match.Index, match.Length))]));
        }
        numbers.AddRange(
            WordedNumbers
                .Of(language)
                .In(text)
                .Where(number => number.Value > 0)
                .Select(number => (number.Index, number.Length, new[] { (decimal)number.Value }))
        );
        numbers.RemoveAll(number => number.Values.Length == 0 || number.Values.Any(value => value > MaxNumber));
        numbers.Sort((a, b) => a.Index.CompareTo(b.Index));
        return numbers;
    }

    private static Quantity? Of(Match unit, decimal value)
    {
        Quantity Time(decimal minutes) => new(QuantityKind.Time, value * minutes);
        Quantity Months(decimal months) => new(QuantityKind.Months, value * months);
        return unit.Groups["second"].Success ? Time(1 / (decimal)HourMinutes)
            : unit.Groups["minute"].Success ? Time(1)
            : unit.Groups["hour"].Success ? Time(HourMinutes)
            : unit.Groups["day"].Success ? Time(DayMinutes)
            : unit.Groups["week"].Success ? Time(WeekMinutes)
            : unit.Groups["fortnight"].Success ? Time(2 * WeekMinutes)
            : unit.Groups["month"].Success ? Months(1)
            : unit.Groups["year"].Success ? value <= MaxYears ? Months(YearMonths) : null
            : unit.Groups["points"].Success ? new(QuantityKind.Points, value)
            : unit.Groups["tenths"].Success ? new(QuantityKind.Share, value * 10)
            : unit.Groups["share"].Success ? new(QuantityKind.Share, value)
            : null;
    }

    /// <summary>Also after a word between: "5 full business days", but not "€39 from month 13".</summary>
    [GeneratedRegex(
        @"^(?:\.(?!\d))?[\s-]{0,2}(?:(?:business|working|bank|calendar|consecutive|full|whole|entire|more|extra"
            + @"|additional|further|other|long|short"
            + @"|volle[nr]?|ganze[nr]?|weitere[nr]?|aufeinanderfolgende[nr]?|zusätzliche[nr]?|kurze[nr]?|lange[nr]?|hele|volle|extra"
            + @"|petit[es]*|grand[es]*|bonnes?|longs?|pełn\w+|kolejn\w+|полн\w+|рабоч\w+|календарн\w+"
            + @"|робоч\w+|повн\w+|iş|tam|कार्य)[\s-]){0,2}(?:"
            + UnitWords.All
            + ")",
        Options
    )]
    private static partial Regex Unit();

    [GeneratedRegex(
        @"^\s?(?:[-‐‑–—/~～〜]|to|or|and|bis|oder|und|à|ou|et|a|o|y|e|tot|of|en|até|hasta|do|lub|i|till"
            + @"|eller|och|ile|ila|veya"
            + @"|до|или|и|або|та|إلى|أو|से|या|到|至|から)\s?$",
        Options
    )]
    private static partial Regex RangeMark();

    /// <summary>
    /// A unit that an article stands for the number of, behind a word for a length of time: "within a year", "takes an hour".
    /// </summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?:within|for|in|after|takes?|lasts?|up to|at most|over|under|than|valid|about|every|hold|innerhalb"
            + @"|binnen|nach|für|etwa"
            + @"|bis zu|dauert|gilt|pendant|dans|sous|après|durant|dure|prend|jusqu['’]à|durante|dentro de|tras|dura|tarda|plazo de"
            + @"|entro|per|dopo|durata di|gedurende|na|por|leva|demora)\s(?:(?:about|around|just|only|von|nur|etwa|unos?|circa)\s)?"
            + @"(?:an?|one|eine[mrs]?|ein|une?|una|uno|uma?|een)\s(?:(?:whole|full|single|business|working|ganze[ns]?|volle[ns]?)\s)?"
            + @"(?!(?:an?|una?)\s)(?:(?<hour>hour\b|stunde\b|heure\b|hora\b|ora\b|uur\b)|(?<day>day\b|tag(?:e?s)?\b|jour\b|día\b|dia\b"
            + @"|giorno\b|dag\b)|(?<week>week\b|woche\b|semaine\b|semana\b|settimana\b)|(?<fortnight>fortnight\b)"
            + @"|(?<month>month\b|monats?\b|mois\b|mes\b|mese\b|mês\b|maand\b)|(?<year>year\b|jahre?s?\b|ans?\b|année\b"
            + @"|año\b|anno\b|ano\b"
            + @"|jaar\b))(?!\s(?:or|oder|ou|o|of|and|und)\s)"
            + @"|(?<!\p{L})(?<half>half)\s(?:an?\s)?(?:(?<hour>hour\b)|(?<day>day\b)|(?<month>month\b)|(?<year>year\b))"
            + @"|(?<!\p{L})(?:an?|one)\s(?<fortnight>fortnight\b)",
        Options
    )]
    private static partial Regex Single();

    /// <summary>A unit that a source has once, whatever stands before it, but not how often: "$99 a year", "twice a day".</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?:the\s)?next[\s-](?:(?:business|working)\s)?(?<day>day\b)"
            + @"|(?<!\p{L}|\d\s|[€$£%]\s|once\s|twice\s|times\s)(?:an?|eine[mrs]?|ein|une?|una|uno|uma?|een)\s"
            + @"(?:(?:whole|full|single|business|working|ganze[ns]?|volle[ns]?)\s)?(?:(?<hour>hour\b|stunde\b|heure\b|hora\b|ora\b|uur\b)"
            + @"|(?<day>day\b|tag(?:e?s)?\b|jour\b|día\b|dia\b|giorno\b|dag\b)|(?<week>week\b|woche\b|semaine\b|semana\b|settimana\b)"
            + @"|(?<fortnight>fortnight\b)|(?<month>month\b|monats?\b|mois\b|mes\b|mese\b|mês\b|maand\b)"
            + @"|(?<year>year\b|jahre?s?\b|ans?\b|année\b|año\b|anno\b|ano\b|jaar\b))",
        Options
    )]
    private static partial Regex AnySingle();

    [GeneratedRegex(
        @"(?<!\p{L}|-|feel\s)(?:free(?!\p{L}|\s(?:to|limit|time|trial|up|of(?!\scharge)))|no charge|no extra c(?:ost"
            + @"|harge)|at no (?:extra )?cost"
            + @"|kostenlos|kostenfrei|gratis|gratuit|gratis|gratuito|darmow|бесплатн|безкоштовн"
            + @"|ücretsiz|مجان|無料|免费|मुफ़?्त)",
        Options
    )]
    private static partial Regex Free();

    [GeneratedRegex(
        "business|working|werktag|arbeitstag|ouvr|hábil|habil|útei|lavorativ|werkdag|arbets|vardag|robocz|рабоч"
            + "|робоч|iş gün",
        Options
    )]
    private static partial Regex Working();

    [GeneratedRegex(@"(?<![\p{L}\d_.,:'’]|\p{L}-)\d+(?:[.,'’]\d+)*(?![\d:])")]
    private static partial Regex Digits();

    /// <summary>Ages, which mostly have no unit: "guests from 16", "children from 6 to 12".</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?:aged?|under|over|from|above|below|until|older than|younger than|ab|unter|über|bis|von|moins de"
            + @"|plus de|dès|jusqu['’]à|menores de|mayores de"
            + @"|desde|hasta|under|sotto i|sopra i|menores|maiores de)\s(?<years>\d{1,2})(?:\s?(?:-|–|to|bis|à|a|and"
            + @"|und)\s?(?<years>\d{1,2}))?(?![\d.,:]\d|\d)",
        Options
    )]
    private static partial Regex Age();

    /// <summary>A number that nothing is counted with: at the end of a cell, a field, a clause. No number of a list's item.</summary>
    [GeneratedRegex(
        @"(?<![\p{L}\d_.,:'’\p{Sc}]|[\p{L}\d][-–/]|\p{Sc}\s?)\d+(?:[.,:'’]\d+)*"
            + @"(?=\s*(?:[-–—]\s?\d+(?:[.,]\d+)*\s*)?(?:[|,;)\]}""\n?!]|\.(?!\d)|$))",
        RegexOptions.Multiline
    )]
    private static partial Regex BareNumber();
}
