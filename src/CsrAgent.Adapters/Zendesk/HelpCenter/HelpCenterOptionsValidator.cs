using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.HelpCenter;

internal sealed partial class HelpCenterOptionsValidator : IValidateOptions<HelpCenterOptions>
{
    public ValidateOptionsResult Validate(string? name, HelpCenterOptions options)
    {
        var failures = new List<string>();
        if (options.Locales.FirstOrDefault(locale => !LocalePattern().IsMatch(locale)) is { } bad)
        {
            failures.Add($"ZENDESK_HELP_CENTER_LOCALES contains \"{bad}\": write locales as in the help center's address, such as en-us.");
        }
        if (options.Sections.FirstOrDefault(section => !long.TryParse(section, out var id) || id <= 0) is { } section)
        {
            failures.Add($"ZENDESK_HELP_CENTER_SECTIONS contains \"{section}\": write the number in the section's address.");
        }
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LocalePattern();
}
