using Microsoft.Extensions.Options;

namespace CsrAgent.Escalation;

/// <summary>The rules across settings that attributes can not say.</summary>
internal sealed class EscalationOptionsValidation : IValidateOptions<EscalationOptions>
{
    public ValidateOptionsResult Validate(string? name, EscalationOptions options)
    {
        if (options.VeryNegativeScore > options.NegativeScore)
            return ValidateOptionsResult.Fail(
                $"ESCALATION_VERY_NEGATIVE_SCORE ({options.VeryNegativeScore}) is above ESCALATION_NEGATIVE_SCORE ({options.NegativeScore}); set it to that or lower.");
        var faults = TeamRules.Check(options).ToList();
        if (Unreadable(options) is { } error) faults.Add("topics: a phrase can not be read. " + error);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(fault => "Escalation rules: " + fault));
    }

    private static string? Unreadable(EscalationOptions options)
    {
        try
        {
            _ = new SensitiveTopics(Options.Create(options));
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
