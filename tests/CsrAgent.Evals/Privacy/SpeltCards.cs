namespace CsrAgent.Evals.Privacy;

/// <summary>Card numbers with a right check digit, and the spellings of the held-out set. Seeded: each run makes the same ones.</summary>
internal sealed class SpeltCards(Random random)
{
    private static readonly (string Prefix, int Length)[] Schemes =
    [
        ("4", 16),
        ("4", 16),
        ("4", 13),
        ("4", 19),
        ("51", 16),
        ("53", 16),
        ("2400", 16),
        ("34", 15),
        ("37", 15),
        ("6011", 16),
        ("65", 16),
        ("36", 14),
        ("3540", 16),
        ("62", 16),
        ("62", 19),
        ("6759", 16),
        ("6763", 18),
        ("2202", 16),
        ("508", 16),
        ("9792", 16),
    ];

    private static readonly string[] Blanks =
    [
        "",
        " ",
        "-",
        "  ",
        "\u00A0",
        "\u2007",
        "\u2005",
        "\u2013",
        "\u30FC\u2010",
        "\n",
        "\t",
        "\u200C",
        "\u2060",
        "\u115F",
        "\u1160",
        "\u3164",
        "\uFFA0",
        "\U000E0020",
        "&nbsp;",
        "&#32;",
        "&thinsp;",
        "%20",
        "<br>",
        "<br />",
        "</span><span>",
        "\\n",
    ];

    private static readonly string[] Marks =
    [
        ", ",
        ",",
        "，",
        "、",
        "。",
        ": ",
        ";",
        "+",
        " = ",
        "~",
        "\\",
        "'",
        "\"",
        ") (",
        "] [",
        "}{",
        "#",
        "&",
        "^",
        "`",
        "\n> ",
        "→",
        " ➜ ",
        "…",
        "・",
        "·",
        " | ",
        "/",
        "_",
        "*",
        "🙂",
    ];

    private static readonly string[] Joiners = [" x ", " then ", " and ", " und ", " y ", " and then "];

    private static readonly string[] Zeros =
    [
        "0",
        "\uFF10",
        "\u0660",
        "\u06F0",
        "\u0966",
        "\u0AE6",
        "\u0E50",
        "\u1040",
        "\U0001D7D8",
        "\U0001D7EC",
    ];

    private static readonly string[] English = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    private static readonly string[] German = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"];
    private static readonly string[] Han = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

    public string Next()
    {
        var (prefix, length) = Pick(Schemes);
        var card = Complete(prefix, length);
        return random.Next(12) switch
        {
            0 or 1 => card,
            2 or 3 or 4 => string.Join(Pick(Blanks), Grouped(card)),
            5 or 6 or 7 => string.Join(Pick(Marks), Grouped(card)),
            8 => string.Join(Pick(Joiners), Grouped(card)),
            9 => In(Pick(Zeros), string.Join(Pick(Blanks[1..4]), Grouped(card))),
            10 => string.Join(' ', card.Select(c => Pick(new[] { English, German })[c - '0'])),
            _ => string.Concat(card.Select(c => Han[c - '0'])),
        };
    }

    /// <summary>A number that no scheme need issue, in one piece or in fours.</summary>
    public string NextOfAnyPrefix() =>
        string.Join(
            Pick([" ", "", "-"]),
            Complete(Pick(["1", "3598", "58", "7", "90", "2"]), random.Next(12, 20)).Chunk(4).Select(c => new string(c))
        );

    public string Complete(string prefix, int length)
    {
        var digits = prefix + string.Concat(Enumerable.Range(0, length - 1 - prefix.Length).Select(_ => random.Next(10)));
        var sum = digits.Reverse().Select((c, i) => i % 2 == 1 ? c - '0' : (c - '0') * 2 > 9 ? ((c - '0') * 2) - 9 : (c - '0') * 2).Sum();
        return digits + ((10 - (sum % 10)) % 10);
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    private static IEnumerable<string> Grouped(string card) =>
        card.Length is 15 or 14 ? [card[..4], card[4..10], card[10..]] : card.Chunk(4).Select(chunk => new string(chunk));

    private static string In(string zero, string text) =>
        string.Concat(
            text.Select(c => char.IsAsciiDigit(c) ? char.ConvertFromUtf32(char.ConvertToUtf32(zero, 0) + c - '0') : c.ToString())
        );
}
