using System.Text.RegularExpressions;
using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Checks;

/// <summary>A sentence or a table's row of an article: its numbers, and what they are said of.</summary>
/// <param name="Numbers">All of them.</param>
/// <param name="HasAmount">One of them is an amount of money.</param>
/// <param name="Words">Hashed, with those of the headings above it.</param>
/// <param name="Places">Names that limit what it says: "to Germany", the first cell of a row.</param>
internal sealed partial record FactUnit(IReadOnlySet<decimal> Numbers, bool HasAmount, HashSet<ulong> Words, IReadOnlyList<string> Places)
{
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
        var (above, header) = ("", "");
        foreach (var sentence in Sentences.Split(passage.Text).Where(sentence => sentence.Length > 0))
        {
            var isRow = sentence.StartsWith('|');
            if (!isRow) header = "";
            else if (header.Length == 0) header = sentence;
            var isItem = isRow || sentence[0] is '-' or '*' or '•' || char.IsDigit(sentence[0]);
            var unit = Of(sentence, string.Join('\n', title, passage.Heading, header, isItem ? above : ""), language);
            if (unit.Numbers.Count == 0) above = sentence;
            // The items of a list are said of what stands above it.
            else units.Add(isItem && unit.Places.Count == 0 ? unit with { Places = PlacesIn(above) } : unit);
        }

        return [.. units];
    }

    /// <param name="text">A sentence, or a row between bars.</param>
    /// <param name="context">The words above it.</param>
    /// <param name="language">Of its words, ISO 639-1.</param>
    public static FactUnit Of(string text, string context, string language)
    {
        var plain = NumberText.InAsciiDigits(text);
        var row = text.TrimStart().StartsWith('|') ? text.TrimStart().TrimStart('|').Split('|')[0] : null;
        var places = row is null ? PlacesIn(text) : NamesIn(row);
        return new(NumberText.AllIn(plain, language), Money.IsIn(plain), WordHashes.Of($"{context}\n{text}"), places);
    }

    public static IReadOnlyList<string> PlacesIn(string sentence) =>
        [.. Place().Matches(UserInterface().Replace(sentence, " ")).SelectMany(match => NamesIn(match.Groups["names"].Value))];

    private static string[] NamesIn(string text) =>
        [.. Name().Matches(text).Select(match => match.Value).Where(name => !NoPlaces.Contains(name))];

    /// <summary>Whether one of the names is among the words, in whatever case.</summary>
    public bool Names(IEnumerable<string> names) => names.Any(name => WordHashes.Of(name).Overlaps(Words));

    /// <summary>Words in bold or quotes are mostly the labels of buttons.</summary>
    [GeneratedRegex(@"\*\*[^*\n]{1,60}\*\*|[""“„«][^""”“»\n]{1,60}[""”“»]|`[^`\n]{1,60}`")]
    private static partial Regex UserInterface();

    [GeneratedRegex(@"\p{Lu}\p{L}{2,}")]
    private static partial Regex Name();

    [GeneratedRegex(
        @"(?:(?<!\p{L})(?:to|in|from|for|within|across|nach|aus|für|à|au|aux|en|vers|a|al|para|desde|hacia|per|verso|em|no|na|do"
            + @"|da|naar|uit|voor|till"
            + @"|från|i|w|z|до|в|во|из|для|у|з|із)\s(?:(?:the|die|den|das|la|le|les|el|los|las|il|lo|os|as|o|de"
            + @"|het)\s)?|(?<=[\p{Ll}],\s|\s(?:and|or|und"
            + @"|oder|et|ou|y|o|e|en|of|och|i|и|або|та)\s)(?=\p{Lu}))(?<names>\p{Lu}\p{L}{2,}(?:\s\p{Lu}\p{L}{2,}"
            + @"|,\s\p{Lu}\p{L}{2,})*)"
            + @"|^[\W_]*(?<names>\p{Lu}\p{L}{2,}(?:\s\p{Lu}\p{L}{2,})*)\s?:"
    )]
    private static partial Regex Place();
}
