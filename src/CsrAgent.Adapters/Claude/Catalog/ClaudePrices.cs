using CsrAgent.Answering.Model.Prices;

namespace CsrAgent.Adapters.Claude.Catalog;

/// <summary>The list prices of Claude's models as of November 2026. MODEL_PRICES takes precedence.</summary>
internal static class ClaudePrices
{
    private static readonly ModelPrice Haiku45 = Price(1, 5, 0.10);

    public static readonly ModelPriceList List = new(
        new Dictionary<string, ModelPrice>(StringComparer.Ordinal)
        {
            ["claude-fable-5-2"] = Price(8, 40, 0.20),
            ["claude-fable-5-1"] = Price(10, 50, 0.25),
            ["claude-opus-5-5"] = Price(4, 20, 0.20),
            ["claude-sonnet-5-5"] = Price(2, 10, 0.10),
            // The higher price is for all tokens of a request that is longer.
            ["claude-haiku-5-5"] = Price(0.10, 0.50, 0.01) with { ForLong = Price(0.50, 2.50, 0.05), LongFrom = 100_000 },
            ["claude-opus-5"] = Price(5, 25, 0.50),
            ["claude-sonnet-5"] = Price(2, 10, 0.20),
            ["claude-haiku-4-5"] = Haiku45,
            ["claude-haiku-4-5-20251001"] = Haiku45,
        }
    );

    /// <summary>The cache is written for five minutes, which costs a quarter more than reading the input.</summary>
    private static ModelPrice Price(double input, double output, double cached) =>
        new(input, output) { CachedInput = cached, CacheWrite = 1.25 * input };
}
