namespace CsrAgent.Answering.Model.Prices;

/// <summary>The list prices of a provider's models, by their names. A provider's adapter registers it.</summary>
public sealed record ModelPriceList(IReadOnlyDictionary<string, ModelPrice> Prices);
