using CsrAgent.Settings;

namespace CsrAgent.Adapters.Yaml;

/// <summary>The location of the escalation rules.</summary>
[SettingGroup("Hand-off")]
public sealed class EscalationRulesOptions
{
    [Setting(
        "ESCALATION_RULES",
        "A YAML file with topics, teams, business hours, waits and thresholds; `./run --escalation-rules` prints the defaults as one. "
            + "Everything it leaves out keeps its default, and the other settings of this group take precedence over it."
    )]
    public string? Path { get; set; }
}
