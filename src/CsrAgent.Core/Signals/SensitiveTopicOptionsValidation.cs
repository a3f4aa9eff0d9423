using Microsoft.Extensions.Options;

namespace CsrAgent.Signals;

/// <summary>Validates the company's own phrases.</summary>
internal sealed class SensitiveTopicOptionsValidation : IValidateOptions<SensitiveTopicOptions>
{
    public ValidateOptionsResult Validate(string? name, SensitiveTopicOptions options)
    {
        try
        {
            _ = new SensitiveTopics(Options.Create(options));
            return ValidateOptionsResult.Success;
        }
        catch (FormatException exception)
        {
            return ValidateOptionsResult.Fail("Escalation rules: topics: a phrase cannot be read. " + exception.Message);
        }
    }
}
