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
        if (options.Teams.Values.Any(string.IsNullOrWhiteSpace))
            return ValidateOptionsResult.Fail("Escalation: a team in Teams has no name; name it, or leave the reason out to use the default team.");
        return Unreadable(options) is { } error ? ValidateOptionsResult.Fail("Escalation: a topic's keyword can not be read. " + error) : ValidateOptionsResult.Success;
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
