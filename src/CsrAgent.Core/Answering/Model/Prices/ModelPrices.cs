using Microsoft.Extensions.Options;

namespace CsrAgent.Answering.Model.Prices;

/// <summary>The prices of the models that can be called: an operator's own, else those that the model's adapter knows.</summary>
/// <param name="lists">Each adapter's.</param>
internal sealed class ModelPrices(IEnumerable<ModelPriceList> lists, IOptions<ModelPriceOptions> options)
{
    private readonly Dictionary<string, ModelPrice> _prices = lists
        .SelectMany(list => list.Prices)
        .Concat(options.Value.Prices.Select(ModelPriceText.Parse))
        .GroupBy(price => price.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);

    /// <summary>Null for a model without a price. A provider may answer with a dated name of the model that was asked for.</summary>
    public ModelPrice? Find(string requested, string answered) =>
        _prices.GetValueOrDefault(answered) ?? _prices.GetValueOrDefault(requested);
}
