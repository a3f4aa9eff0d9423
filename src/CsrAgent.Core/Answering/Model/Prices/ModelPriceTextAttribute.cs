using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Answering.Model.Prices;

/// <summary>A list of prices as an operator writes them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ModelPriceTextAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not IEnumerable<string> prices || prices.All(ModelPriceText.IsValid);
}
