using CsCheck;

namespace CsrAgent.Tests.Privacy;

/// <summary>Makes card numbers, and spellings of them, for property tests.</summary>
internal static class CardNumbers
{
    private static readonly (string Prefix, int Length)[] Schemes =
    [
        ("4", 13),
        ("4", 16),
        ("4", 19),
        ("51", 16),
        ("55", 16),
        ("2221", 16),
        ("2720", 16),
        ("34", 15),
        ("37", 15),
        ("6011", 16),
        ("6011", 19),
        ("644", 16),
        ("65", 16),
        ("36", 14),
        ("305", 14),
        ("38", 14),
        ("3528", 16),
        ("3589", 16),
        ("62", 16),
        ("62", 19),
        ("8110", 16),
        ("5018", 12),
        ("5020", 16),
        ("6304", 13),
        ("6759", 18),
        ("6763", 19),
        ("2200", 16),
        ("2204", 16),
        ("508", 16),
        ("60", 16),
        ("8172", 16),
        ("9792", 16),
    ];

    private static readonly string[] Separators =
    [
        " ",
        "-",
        ".",
        "  ",
        " - ",
        "\u00A0",
        "\u2009",
        "\u202F",
        "\u3000",
        "\u2010",
        "\u2013",
        "\u2014",
        "\u2212",
        "\uFF0D",
        "\u200B",
        "\u200D",
        "\uFEFF",
        "\u00AD",
        "\n",
        "\r\n",
        "\t",
        "_",
        "/",
        " \u200B ",
    ];

    private static readonly string[] Zeros = ["0", "\uFF10", "\u0660", "\u06F0", "\u0966", "\u09E6", "\u0E50", "\U0001D7CE", "\U0001D7F6"];

    private static readonly string[] Before =
    [
        "",
        "my card is ",
        "card:",
        "visa",
        "Karte ",
        "order 12345, card ",
        "«",
        "\n",
        "pay 20.50 EUR with ",
        "№",
        "a",
        "(",
        "\U0001F4B3 ",
    ];
    private static readonly string[] After =
    [
        "",
        " thanks",
        ".",
        "!",
        "x",
        " exp 12/27",
        " 12/27",
        " cvv 123",
        "\n",
        ")",
        ", order ABC-77",
        "が私のカードです",
    ];

    public static Gen<string> Number { get; } =
        Gen.Select(Pick(Schemes), Gen.Int[0, 9].Array[19], (scheme, random) => Complete(scheme.Prefix, scheme.Length, random));

    /// <summary>A card, and a text that spells it somehow.</summary>
    public static Gen<(string Card, string Text)> Spelt { get; } =
        Gen.Select(
            Number,
            Pick(Separators),
            Pick(Zeros),
            Gen.Int[1, 5],
            Pick(Before),
            Pick(After),
            (card, separator, zero, group, before, after) => (card, before + Spell(card, separator, zero, group) + after)
        );

    public static Gen<T> Pick<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static string Complete(string prefix, int length, int[] random)
    {
        var digits = prefix.Select(c => c - '0').Concat(random).Take(length - 1).ToArray();
        var sum = digits
            .Reverse()
            .Select(
                (digit, i) =>
                    i % 2 == 1 ? digit
                    : digit * 2 > 9 ? (digit * 2) - 9
                    : digit * 2
            )
            .Sum();
        return string.Concat(digits) + ((10 - (sum % 10)) % 10);
    }

    private static string Spell(string card, string separator, string zero, int group) =>
        string.Join(separator, card.Chunk(group).Select(chunk => string.Concat(chunk.Select(digit => Digit(zero, digit - '0')))));

    private static string Digit(string zero, int value) => char.ConvertFromUtf32(char.ConvertToUtf32(zero, 0) + value);
}
