using CsrAgent.Escalation;
using CsrAgent.Handoff.Teams;
using CsrAgent.Signals;
using Microsoft.Extensions.Options;

namespace CsrAgent.Handoff;

/// <summary>Checks teams and waits, and that topics and reasons only name existing teams.</summary>
internal sealed class HandoffOptionsValidation(IOptions<EscalationOptions> escalation, IOptions<SensitiveTopicOptions> topics)
    : IValidateOptions<HandoffOptions>
{
    public ValidateOptionsResult Validate(string? name, HandoffOptions options)
    {
        var faults = TeamRules.Check(options, escalation.Value, topics.Value).ToList();
        return faults.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(fault => "Escalation rules: " + fault));
    }
}
