using System.ComponentModel.DataAnnotations;
using CsrAgent.Escalation;
using CsrAgent.Handoff;
using CsrAgent.Signals;

namespace CsrAgent.Adapters.Yaml;

/// <summary>The options that a rules file sets.</summary>
internal sealed record EscalationRuleSet(EscalationOptions Escalation, SensitiveTopicOptions Topics, HandoffOptions Handoff)
    : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var faults = new List<ValidationResult>();
        foreach (object options in (object[])[Escalation, Topics, Handoff])
        {
            Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        }
        return faults;
    }
}
