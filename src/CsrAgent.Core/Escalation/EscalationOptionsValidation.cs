using Microsoft.Extensions.Options;

namespace CsrAgent.Escalation;

/// <summary>Rules across several settings, which attributes cannot express.</summary>
internal sealed class EscalationOptionsValidation : IValidateOptions<EscalationOptions>
{
    public ValidateOptionsResult Validate(string? name, EscalationOptions options) =>
        options.VeryNegativeScore <= options.NegativeScore
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"ESCALATION_VERY_NEGATIVE_SCORE ({options.VeryNegativeScore}) is above ESCALATION_NEGATIVE_SCORE "
                    + $"({options.NegativeScore}); set it to that or lower."
            );
}
