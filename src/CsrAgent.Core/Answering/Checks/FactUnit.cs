using System.Text.RegularExpressions;
using CsrAgent.Answering.Checks.Numbers;
using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Checks;

/// <summary>A sentence or a table's row of an article: its numbers, and what they are said of.</summary>
/// <param name="Numbers">All of them.</param>
/// <param name="Quantities">Those of them that measure something, with what they come to in other units.</param>
/// <param name="Words">Hashed, with those of the headings above it.</param>
/// <param name="OwnWords">The same without those above it.</param>
/// <param name="Weekdays">From 0 for Monday, with those between: "Monday to Friday".</param>
/// <param name="Places">Names that limit what it says: "to Germany", the first cell of a row.</param>
internal sealed partial record FactUnit(
    IReadOnlySet<decimal> Numbers,
    HashSet<Quantity> Quantities,
    HashSet<ulong> Words,
    HashSet<ulong> OwnWords,
    HashSet<int> Weekdays,
    IReadOnlyList<string> Places
)
{
    /// <summary>Where it stands in a table; null elsewhere.</summary>
    public TableCell? Cell { get; init; }

    private static readonly HashSet<decimal> NoNumbers = [];
    private static readonly HashSet<Quantity> NoQuantities = [];

    // A month or day, and German words after "nach" and "in" that are no places.
    private static readonly HashSet<string> NoPlaces = new(StringComparer.OrdinalIgnoreCase)
    {
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Settings",
        "Account",
        "Profile",
        "Orders",
        "Checkout",
        "My",
        "Your",
        "Erhalt",
        "Eingang",
        "Ablauf",
        "Kauf",
        "Bestellung",
        "Lieferung",
        "Hause",
        "Zahlung",
        "Prüfung",
        "Rückgabe",
        "Wunsch",
        "Absprache",
        "Höhe",
        "Euro",
        "Ordnung",
        "Bar",
        "Anspruch",
        "Versand",
        "Zustellung",
        "Kürze",
        "Regel",
        "Anmeldung",
        "Abschluss",
        "Beginn",
        "Ende",
        "Vertragsende",
        "Tagen",
        "Werktagen",
        "Stunden",
        "Wochen",
        "Monaten",
        "Minuten",
        "Form",
        "Raten",
        "Einstellungen",
        "Konto",
        "Profil",
        "Bestellungen",
        "Rechnung",
        "Eintreffen",
        "Rechnungsdatum",
        "Bestelleingang",
        "Zahlungseingang",
        "Freigabe",
        "Registrierung",
    };

    /// <summary>Those of a passage that have a number.</summary>
    public static FactUnit[] AllOf(string title, Passage passage, string language)
    {
        var units = new List<FactUnit>();
        var (above, header, before) = ("", "", "");
        foreach (var sentence in Sentences.Split(passage.Text).Where(sentence => sentence.Length > 0))
        {
            var isRow = sentence.StartsWith('|');
            if (!isRow) header = "";
            else if (header.Length == 0) header = sentence;
            else if (IsBelowHeader(sentence)) header = before;
            before = sentence;
            var isItem = isRow || sentence[0] is '-' or '*' or '•' || char.IsDigit(sentence[0]);
            var context = string.Join('\n', title, passage.Heading, isItem ? above : "");
            if (isRow)
            {
                units.AddRange(InRow(header, sentence, context, language).Where(cell => cell.Quantities.Count + cell.Numbers.Count > 0));
                continue;
            }
            var unit = Of(sentence, context, language);
            if (unit.Numbers.Count == 0 && unit.Quantities.Count == 0) above = sentence;
            // The items of a list are said of what stands above it.
            else units.Add(isItem && unit.Places.Count == 0 ? unit with { Places = PlacesIn(above) } : unit);
        }

        return [.. units];
    }

    // Tables may follow each other without a word between.
    private static bool IsBelowHeader(string row) => !row.AsSpan().ContainsAnyExcept("|-: ");

    // A cell is said of what stands at the left of its row and above it.
    private static IEnumerable<FactUnit> InRow(string header, string row, string context, string language)
    {
        var (heads, cells) = (header.Split('|'), row.Split('|'));
        if (cells.Length < 3) return [];
        string[] names = [.. NamesIn(cells[1])];
        var rowWords = WordHashes.Of(row);
        return Enumerable
            .Range(1, cells.Length - 2)
            .Select(i =>
            {
                var head = i < heads.Length ? heads[i] : "";
                var cell = Of(i == 1 ? cells[1] : $"{cells[1]} {cells[i]}", $"{context}\n{head}", language);
                cell.Words.UnionWith(rowWords);
                string[] places = [.. names, .. Region().Matches(head).Select(region => region.Value)];
                return cell with { Places = places, Cell = i == 1 ? null : new(header, cells[1], head) };
            });
    }

    /// <summary>A sentence of an answer, without its numbers.</summary>
    public static FactUnit OfSentence(string text)
    {
        var words = WordHashes.Of(text);
        return new(NoNumbers, NoQuantities, words, words, Calendar.WeekdaysIn(text), PlacesIn(text));
    }

    /// <param name="text">A sentence, or a cell.</param>
    /// <param name="context">The words above it.</param>
    /// <param name="language">Of its words, ISO 639-1.</param>
    public static FactUnit Of(string text, string context, string language)
    {
        var plain = NumberText.InAsciiDigits(text);
        return new(
            NumberText.AllIn(plain, language),
            QuantityText.AllIn(plain, language).Quantities,
            WordHashes.Of($"{context}\n{text}"),
            WordHashes.Of(text),
            Calendar.WeekdaysIn(text),
            PlacesIn(text)
        );
    }

    public static IReadOnlyList<string> PlacesIn(string sentence) =>
        [.. Place().Matches(UserInterface().Replace(sentence, " ")).SelectMany(match => NamesIn(match.Groups["names"].Value))];

    public static string[] NamesIn(string text) =>
        [.. Name().Matches(text).Select(match => match.Value).Where(name => !NoPlaces.Contains(name))];

    /// <summary>Whether one of the names is among the words, in whatever case.</summary>
    public bool Names(IEnumerable<string> names) =>
        names.Any(name => Places.Contains(name, StringComparer.OrdinalIgnoreCase) || WordHashes.Of(name).Overlaps(Words));

    /// <summary>Too short for the words that are compared.</summary>
    [GeneratedRegex(@"(?<!\p{L})(?:UK|US|EU)(?!\p{L})")]
    private static partial Regex Region();

    /// <summary>Words in bold or quotes are mostly the labels of buttons.</summary>
    [GeneratedRegex(@"\*\*[^*\n]{1,60}\*\*|[""“„«][^""”“»\n]{1,60}[""”“»]|`[^`\n]{1,60}`")]
    private static partial Regex UserInterface();

    [GeneratedRegex(@"\p{Lu}\p{L}{2,}|(?<!\p{L})(?:UK|US|EU)(?!\p{L})")]
    private static partial Regex Name();

    [GeneratedRegex(
        @"(?:(?<!\p{L})(?i:to|in|from|for|within|across|nach|aus|für|à|au|aux|en|vers|a|al|para|desde|hacia|per|verso|em|no|na|do"
            + @"|da|naar|uit|voor|till"
            + @"|från|i|w|z|до|в|во|из|для|у|з|із)\s(?:(?:the|die|den|das|la|le|les|el|los|las|il|lo|os|as|o|de"
            + @"|het)\s)?|(?<=[\p{Ll}],\s|\s(?:and|or|und"
            + @"|oder|et|ou|y|o|e|en|of|och|i|и|або|та)\s)(?=\p{Lu}))(?<names>(?:UK|US|EU)(?!\p{L})"
            + @"|\p{Lu}\p{L}{2,}(?:\s\p{Lu}\p{L}{2,}|,\s\p{Lu}\p{L}{2,})*)"
            + @"|^[\W_]*(?<names>\p{Lu}\p{L}{2,}(?:\s\p{Lu}\p{L}{2,})*)\s?:"
    )]
    private static partial Regex Place();
}
