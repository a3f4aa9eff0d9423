using CsrAgent.Settings;

namespace CsrAgent.Answering.Model.Prices;

/// <summary>What models cost, for the metric <c>csr_llm_cost_total</c>.</summary>
[SettingGroup("Monitoring")]
public sealed class ModelPriceOptions
{
    [Setting(
        "MODEL_PRICES",
        "Prices in US dollars for a million tokens, `model=input/output[/cached input[/cache write]]`, separated by commas, for "
            + "`csr_llm_cost_total`. Claude's list prices of November 2026 are known; any other model without a price is not counted there."
    )]
    [ModelPriceText]
    public IReadOnlyList<string> Prices { get; set; } = [];
}
