using System.Text.RegularExpressions;
using CsrAgent.Answering.Checks.Numbers;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Amounts that a sentence calculates from known ones: "2 x $20 = $40", "10% off $54 is $48.60", "that's €18 a year". Known are those
/// that a source has, what the customer said, and what was calculated before in the same sentence.
/// </summary>
internal static partial class Calculation
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>"12 x $20 = $240, plus $50 is $290" has two steps.</summary>
    private const int MaxSteps = 3;

    private const decimal MonthsOfAYear = 12;

    private const decimal Half = 50;

    /// <summary>The product of two larger ones may be too large for a number, and nobody calculates with them.</summary>
    private const decimal MaxNumber = 1_000_000_000;

    /// <summary>Whether the number is the result of two others.</summary>
    /// <param name="text">The sentence, with digits 0 to 9.</param>
    /// <param name="number">In it.</param>
    /// <param name="sources">All that the model was given.</param>
    /// <param name="language">Of the words, ISO 639-1.</param>
    public static bool GivesNumber(string text, Match number, IReadOnlyList<SourceText> sources, string language)
    {
        if (!Words().IsMatch(text)) return false;
        var rest = text.Remove(number.Index, number.Length);
        var said = sources.Where(source => source.IsCustomers).SelectMany(source => source.Numbers).Where(IsUsual).ToHashSet();
        var amounts = sources.SelectMany(source => source.Amounts).Where(IsUsual).ToHashSet();
        var named = QuantityText
            .MoneyIn(rest, language)
            .SelectMany(amount => amount.Meanings)
            .Select(amount => amount.Value)
            .Where(IsUsual)
            .ToHashSet();
        var money = named.Where(value => amounts.Contains(value) || said.Contains(value)).Concat(said).ToHashSet();
        HashSet<decimal> counts = [.. NumberText.AllIn(rest, language).Where(IsUsual).Except(named), .. said, MonthsOfAYear];
        decimal[] shares = [.. Shares(rest, language), .. IsReduced().IsMatch(text) ? SharesOf(sources) : []];
        for (var step = 0; step < MaxSteps; step++)
        {
            HashSet<decimal> others = [.. money, .. amounts];
            if (NumberText.Values(number.Value).Any(IsResult)) return true;
            var found = named.Where(value => !money.Contains(value) && IsResult(value)).ToArray();
            if (found.Length == 0) return false;
            money.UnionWith(found);

            // Amounts are added and subtracted, and multiplied with counts and shares: €40 less 12 months is nothing.
            bool IsResult(decimal value) =>
                money.Any(a => others.Any(b => a + b == value || Math.Abs(a - b) == value))
                || others.Any(amount =>
                    counts.Any(count => count * amount == value)
                    || shares.Any(share => Rounded(share * amount / 100) == value || Rounded(amount - share * amount / 100) == value)
                );
        }

        return false;
    }

    // "It would be $28.80 instead of $32" may leave the ten percent to the sentence before.
    private static IEnumerable<decimal> SharesOf(IReadOnlyList<SourceText> sources) =>
        sources
            .SelectMany(source => source.Quantities)
            .Where(quantity => quantity.Kind == QuantityKind.Share)
            .Select(quantity => quantity.Value)
            .Distinct();

    private static decimal[] Shares(string text, string language) =>
        [
            .. QuantityText
                .In(text, language)
                .SelectMany(quantity => quantity.Meanings)
                .Where(quantity => quantity.Kind == QuantityKind.Share)
                .Select(quantity => quantity.Value),
            .. HalfOf().IsMatch(text) ? [Half] : Array.Empty<decimal>(),
        ];

    private static bool IsUsual(decimal value) => value <= MaxNumber;

    private static decimal Rounded(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    [GeneratedRegex(@"(?<!\p{L})(?:instead of|off|less|discount|members?|save|statt|rabatt|moins|au lieu|menos|en vez)(?!\p{L})", Options)]
    private static partial Regex IsReduced();

    [GeneratedRegex(@"(?<!\p{L})(?:half|hälfte|halbe|moitié|mitad|metà|metade|helft)", Options)]
    private static partial Regex HalfOf();

    /// <summary>Words or signs of a calculation: a total, a price for each, a difference.</summary>
    [GeneratedRegex(
        @"[=×+*]|\d\s?x\s|(?<!\p{L})(?:total|sum|each|both|together|altogether|per|off|less|more|minus|plus|times"
            + @"|difference|half|instead of"
            + @"|comes? to|makes?|so|drops? to|adds? up|save|discount|that['’]s|that is|which is|(?:two|three"
            + @"|four) of (?:them|you|us)|year"
            + @"|zusammen|insgesamt|statt|rabatt|gesamt|summe|je|jeweils|beide|mal|weniger|mehr|macht|ergibt|das sind"
            + @"|unterschied|\w+mal|hälfte"
            + @"|ensemble|chacun|somme|soit|différence|moitié|fois|moins|plus"
            + @"|cada|suma|juntos|ambos|menos|más|diferencia|mitad|es decir|insieme|ciascuno|somma|totale|meno|più|differenza|metà"
            + @"|samen|totaal|elk|verschil|minder|razem|łącznie|każdy|tillsammans|totalt|toplam|всего|итого"
            + @"|вместе|разом|всього)(?!\p{L})"
            + @"|(?<!\p{L})also\s(?:nur\s)?\d",
        Options
    )]
    private static partial Regex Words();
}
