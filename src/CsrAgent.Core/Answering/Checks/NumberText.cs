using System.Globalization;
using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks;

/// <summary>Numbers in a text, however they are written: "1,000" and "1000", "9:00" and "9", "five" and "5".</summary>
internal static partial class NumberText
{
    private const int HalfADay = 12;

    /// <summary>Larger numbers are not said in another unit.</summary>
    private const int MaxConverted = 60;

    private static readonly Dictionary<string, int> Words = ReadWords(
        "one two three four five six seven eight nine ten eleven twelve",
        "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "un deux trois quatre cinq six sept huit neuf dix onze douze",
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
        "um dois três quatro cinco seis sete oito nove dez onze doze",
        "una due tre quattro cinque sei sette otto nove dieci undici dodici",
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf"
    );

    private static readonly Dictionary<string, int> Tens = new(StringComparer.OrdinalIgnoreCase)
    {
        ["thirteen"] = 13,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
        ["fünfzehn"] = 15,
        ["zwanzig"] = 20,
        ["vierzig"] = 40,
        ["fünfzig"] = 50,
        ["neunzig"] = 90,
        ["hundert"] = 100,
        ["quinze"] = 15,
        ["vingt"] = 20,
        ["quarante"] = 40,
        ["cinquante"] = 50,
        ["soixante"] = 60,
        ["quince"] = 15,
        ["veinte"] = 20,
        ["cuarenta"] = 40,
        ["cincuenta"] = 50,
        ["sesenta"] = 60,
        ["noventa"] = 90,
        ["quindici"] = 15,
        ["quattordici"] = 14,
        ["venti"] = 20,
        ["quaranta"] = 40,
        ["cinquanta"] = 50,
        ["sessanta"] = 60,
        ["novanta"] = 90,
        ["vinte"] = 20,
        ["quarenta"] = 40,
        ["cinquenta"] = 50,
        ["sessenta"] = 60,
        ["veertien"] = 14,
        ["vijftien"] = 15,
        ["twintig"] = 20,
        ["veertig"] = 40,
        ["vijftig"] = 50,
        ["zestig"] = 60,
        ["negentig"] = 90,
        ["honderd"] = 100,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
        ["hundred"] = 100,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["vierzehn"] = 14,
        ["dreißig"] = 30,
        ["sechzig"] = 60,
        ["trente"] = 30,
        ["treinta"] = 30,
        ["trinta"] = 30,
        ["trenta"] = 30,
        ["dertig"] = 30,
        ["quatorze"] = 14,
        ["catorce"] = 14,
    };

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> WordsInText =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> TensInText =
        Tens.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The same text, as long as before, with the digits of any script as 0 to 9.</summary>
    public static string InAsciiDigits(string text) =>
        text.AsSpan().ContainsAnyExceptInRange('\0', '\u007F')
            ? string.Create(
                text.Length,
                text,
                static (plain, from) =>
                {
                    for (var i = 0; i < plain.Length; i++)
                    {
                        plain[i] = char.IsDigit(from[i]) ? (char)('0' + (int)char.GetNumericValue(from[i])) : from[i];
                    }
                }
            )
            : text;

    /// <summary>Written in digits, with their place. Numbers that are part of a name ("2FA", "kb-001") are none.</summary>
    public static MatchCollection Digits(string text) => Number().Matches(text);

    /// <summary>What one number may mean: "1.000" is one and a thousand.</summary>
    public static IEnumerable<decimal> Values(string number)
    {
        if (number.Contains(':', StringComparison.Ordinal))
        {
            foreach (var part in number.Split(':')) yield return decimal.Parse(part, CultureInfo.InvariantCulture);
            yield break;
        }
        if (Fraction().Match(number) is { Success: true } fraction)
        {
            var whole = fraction.Groups["whole"].Value.Replace(fraction.Groups["mark"].Value, "", StringComparison.Ordinal);
            if (Parse($"{whole}.{fraction.Groups["part"].Value}") is { } exact) yield return exact;
            yield break;
        }
        if (Grouped().IsMatch(number) && Parse(Separators().Replace(number, "")) is { } grouped) yield return grouped;
        if (Parse(number.Replace(',', '.')) is { } value) yield return value;
    }

    /// <summary>All that a source says, also in words and in other units: two days are 48 hours, 5 pm is 17.</summary>
    public static HashSet<decimal> AllIn(string text)
    {
        var values = new HashSet<decimal>();
        foreach (var match in LooseNumber().EnumerateMatches(text))
        {
            var number = text.Substring(match.Index, match.Length);
            foreach (var value in Values(number)) Add(values, value, text.AsSpan(match.Index + match.Length));
            if (number.Contains(':', StringComparison.Ordinal)) values.Add(Values(number).First() - HalfADay);
        }
        foreach (var match in CompoundOrWord().EnumerateMatches(text))
        {
            if (ValueOf(text.AsSpan(match.Index, match.Length)) is { } value) Add(values, value, text.AsSpan(match.Index + match.Length));
        }

        return values;
    }

    /// <summary>Where a number from two on stands in words: "two" and "thirty-five". One is an article in most languages.</summary>
    public static List<(int Index, int Length)> Worded(string text)
    {
        var found = new List<(int, int)>();
        var after = 0;
        foreach (var match in CompoundOrWord().EnumerateMatches(text))
        {
            if (match.Index < after) continue;
            if (ValueOf(text.AsSpan(match.Index, match.Length)) is not > 1) continue;
            found.Add((match.Index, match.Length));
            after = match.Index + match.Length;
        }

        return found;
    }

    // "thirty five" and "thirty-five" are neither thirty nor five: the tens are one of ours by the expression, the ones too.
    private static int? ValueOf(ReadOnlySpan<char> word) =>
        word.IndexOfAny(' ', '-') is > 0 and var tens ? TensInText[word[..tens]] + WordsInText[word[(tens + 1)..]]
        : WordsInText.TryGetValue(word, out var value) || TensInText.TryGetValue(word, out value) ? value
        : null;

    private static void Add(HashSet<decimal> values, decimal value, ReadOnlySpan<char> after)
    {
        values.Add(value);
        if (value > MaxConverted) return;
        if (Hours().IsMatch(after)) values.Add(value * 60);
        else if (Days().IsMatch(after)) values.Add(value * 24);
        else if (Weeks().IsMatch(after)) values.Add(value * 7);
        else if (Years().IsMatch(after)) values.Add(value * 12);
        else if (Afternoon().IsMatch(after)) values.Add(value + HalfADay);
    }

    private static decimal? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value / 1.0m : null;

    private static Dictionary<string, int> ReadWords(params string[] lists)
    {
        var words = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var list in lists)
        {
            foreach (var (word, i) in list.Split(' ').Select((word, i) => (word, i))) words[word] = i + 1;
        }

        return words;
    }

    [GeneratedRegex(
        @"(?<![\w.-]|\d[,:])(?>\d+(?:[.,:'’]\d+)*)(?:(?=(?:st|nd|rd|th|er|ère|e|ste|h|am|pm|min|kg|km|gb|mb|x|k)\b)|(?!\p{L}|_))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Number();

    [GeneratedRegex(@"\d+(?:[.,:'’]\d+)*")]
    private static partial Regex LooseNumber();

    [GeneratedRegex(@"^\d{1,3}(?:[.,'’]\d{3})+(?:[.,]\d{1,2})?$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"[.,'’](?=\d{3}(?:\D|$))")]
    private static partial Regex Separators();

    [GeneratedRegex(
        @"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:one|two|three|four|five|six|seven|eight|nine)\b|\p{L}{2,}",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CompoundOrWord();

    /// <summary>Thousands and a fraction, with a mark of its own each: "1.299,00".</summary>
    [GeneratedRegex(@"^(?<whole>\d{1,3}(?:(?<mark>[.,])\d{3})(?:\k<mark>\d{3})*)(?!\k<mark>)[.,](?<part>\d{1,2})$")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^[\s-]?(?:hour|stunde|heure|hora|or[ae]\b|uur)", RegexOptions.IgnoreCase)]
    private static partial Regex Hours();

    [GeneratedRegex(@"^[\s-]?(?:day|tag|jour|d[ií]a|giorn|dag)", RegexOptions.IgnoreCase)]
    private static partial Regex Days();

    [GeneratedRegex(@"^[\s-]?(?:week|woche|semaine|semana|settiman|weken)", RegexOptions.IgnoreCase)]
    private static partial Regex Weeks();

    [GeneratedRegex(@"^[\s-]?(?:year|jahr|ans?\b|años?\b|anos?\b|ann[oi]\b|jaar)", RegexOptions.IgnoreCase)]
    private static partial Regex Years();

    [GeneratedRegex(@"^(?::00)?\s?p\.?m\b", RegexOptions.IgnoreCase)]
    private static partial Regex Afternoon();
}
