using System.Globalization;

namespace CsrAgent.Answering.Model.Prices;

/// <summary>Reads a price as an operator writes it: <c>model=input/output[/cached input[/cache write]]</c>.</summary>
internal static class ModelPriceText
{
    public static bool IsValid(string text) => TryParse(text) is not null;

    /// <exception cref="FormatException">The validation of the options has let a text pass that is none.</exception>
    public static KeyValuePair<string, ModelPrice> Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is no price: write model=input/output.");

    private static KeyValuePair<string, ModelPrice>? TryParse(string text)
    {
        // A model's own name may have the sign in it, a price never.
        var sign = text.LastIndexOf('=');
        if (sign <= 0) return null;
        var numbers = text[(sign + 1)..].Split('/', StringSplitOptions.TrimEntries).Select(Number).OfType<double>().ToList();
        if (numbers.Count is < 2 or > 4 || numbers.Count != text[(sign + 1)..].Split('/').Length) return null;
        var price = new ModelPrice(numbers[0], numbers[1]);
        if (numbers.Count > 2) price = price with { CachedInput = numbers[2] };
        if (numbers.Count > 3) price = price with { CacheWrite = numbers[3] };
        return new(text[..sign].Trim(), price);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
