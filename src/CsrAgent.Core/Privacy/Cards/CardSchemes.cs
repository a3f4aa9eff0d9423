namespace CsrAgent.Privacy.Cards;

/// <summary>
/// The ranges of first digits that each card scheme issues, with their lengths. A number outside them is not a card, whatever its check
/// digit: one in ten order and tracking numbers passes the Luhn check.
/// </summary>
internal static class CardSchemes
{
    private static readonly Range[][] ByFirstDigit =
    [
        .. Enumerable.Range(0, 10).Select(digit => All().Where(range => range.Low / 100_000 == digit).ToArray()),
    ];

    /// <summary>The possible lengths of a number with these first six digits, as bits; 0 when no scheme issues it.</summary>
    public static int LengthsOf(int firstSix)
    {
        var lengths = 0;
        foreach (var range in ByFirstDigit[firstSix / 100_000])
        {
            if (firstSix >= range.Low && firstSix <= range.High) lengths |= range.Lengths;
        }
        return lengths;
    }

    private static IEnumerable<Range> All() =>
        [
            Of(1800, 1800, 15),
            Of(2131, 2131, 15),
            Of(3528, 3589, 16, 17, 18, 19), // JCB
            Of(2200, 2204, 16, 17, 18, 19), // Mir
            Of(2205, 2205, 16), // Borica
            Of(2221, 2720, 16),
            Of(51, 55, 16), // Mastercard
            Of(300, 305, 14, 16, 19),
            Of(3095, 3095, 14, 16),
            Of(36, 36, 14, 16, 19),
            Of(38, 39, 14, 16, 19), // Diners
            Of(34, 34, 15),
            Of(37, 37, 15), // American Express
            Of(353, 353, 16),
            Of(356, 356, 16),
            Of(508, 508, 16),
            Of(817200, 820199, 16), // RuPay, beside 60 and 65
            Of(4, 4, 13, 16, 19), // Visa
            Of(50, 50, 16, 17, 18, 19),
            Of(56, 58, 16, 17, 18, 19), // Maestro, Elo, Dankort, Verve
            Of(5018, 5018, 12, 13, 14, 15),
            Of(5020, 5020, 12, 13, 14, 15),
            Of(5038, 5038, 12, 13, 14, 15),
            Of(5893, 5893, 12, 13, 14, 15), // Maestro
            Of(6304, 6304, 12, 13, 14, 15, 16, 17, 18, 19),
            Of(6333, 6333, 16, 18, 19),
            Of(67, 67, 12, 13, 14, 15, 16, 17, 18, 19), // Maestro
            Of(60, 60, 16, 17, 18, 19),
            Of(644, 649, 16, 17, 18, 19),
            Of(65, 65, 16, 17, 18, 19), // Discover, RuPay, Hipercard, Troy
            Of(62, 62, 16, 17, 18, 19),
            Of(8100, 8171, 16, 17, 18, 19), // UnionPay
            Of(636, 639, 16, 17, 18, 19), // InterPayment, InstaPayment, Elo
            Of(8600, 8600, 16),
            Of(9860, 9860, 16), // UzCard, Humo
            Of(9792, 9792, 16), // Troy
        ];

    private static Range Of(int low, int high, params ReadOnlySpan<int> lengths)
    {
        while (low < 100_000) (low, high) = (low * 10, (high * 10) + 9);
        var bits = 0;
        foreach (var length in lengths) bits |= 1 << length;
        return new Range(low, high, bits);
    }

    private readonly record struct Range(int Low, int High, int Lengths);
}
