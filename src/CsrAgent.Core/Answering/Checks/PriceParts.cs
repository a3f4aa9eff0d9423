using System.Text.RegularExpressions;
using CsrAgent.Answering.Checks.Numbers;

namespace CsrAgent.Answering.Checks;

/// <summary>Parts of a price in words: "half price", "you get half of the amount back", "students save a fifth".</summary>
internal static partial class PriceParts
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Dictionary<string, int> Shares = new(StringComparer.OrdinalIgnoreCase)
    {
        ["quarter"] = 25,
        ["fifth"] = 20,
        ["tenth"] = 10,
    };

    /// <summary>The first that no source has, in words or in percent; null if there is none.</summary>
    /// <param name="text">A sentence.</param>
    /// <param name="sources">All that the model was given.</param>
    public static string? FindUnknown(string text, IReadOnlyList<SourceText> sources)
    {
        if (Part().Match(text) is { Success: true } part)
        {
            var name = part.Groups["part"].Value;
            if (!IsKnown(name, Shares.GetValueOrDefault(name.Split(' ')[^1], -1), sources)) return part.Value;
        }

        return Half().Match(text) is { Success: true } half && !IsKnown(half.Value, 50, sources) ? half.Value : null;
    }

    private static bool IsKnown(string words, int percent, IReadOnlyList<SourceText> sources) =>
        sources.Any(source => source.Contains(words) || source.Quantities.Contains(new(QuantityKind.Share, percent)));

    [GeneratedRegex(
        @"\bhalf[- ](?:price|off)\b|\bhalf\s(?:of\s)?(?:the|your|its|that)\s(?:full\s|original\s)?(?:price|amount|value|cost|money|fee)\b"
            + @"|\bzum halben preis\b|\bdie hälfte (?:des|der|vom) (?:preis|betrag|kosten|geld)|\bmoitié prix\b"
            + @"|\bla moitié (?:du prix|du montant|des frais)\b|\bmitad de precio\b|\bla mitad del? (?:precio|importe|dinero|coste)\b"
            + @"|\bmetà prezzo\b|\bla metà del (?:prezzo|costo)\b|\bmetade d[eo] (?:valor|preço)\b|\bhalve prijs\b"
            + @"|\bde helft van (?:de prijs|het bedrag)\b",
        Options
    )]
    private static partial Regex Half();

    [GeneratedRegex(
        @"\b(?:saves?|gets?|keeps?|pays?|refund(?:ed|s)?|costs?)\s(?:you\s|back\s|off\s|only\s)?(?<part>a\s(?:third"
            + @"|quarter|fifth|tenth))\b"
            + @"|\b(?<part>a\s(?:third|quarter|fifth|tenth))\s(?:off|back|less|cheaper|of\s(?:the|your|its)\s(?:price"
            + @"|amount|value|cost|fee))\b",
        Options
    )]
    private static partial Regex Part();
}
