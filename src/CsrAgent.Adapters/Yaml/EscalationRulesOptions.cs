using CsrAgent.Settings;

namespace CsrAgent.Adapters.Yaml;

/// <summary>Where the escalation rules are.</summary>
[SettingGroup("Hand-off")]
public sealed class EscalationRulesOptions
{
    [Setting(
        "ESCALATION_RULES",
        "A YAML file with topics, teams, business hours, waits and thresholds; `./run --escalation-rules` prints the defaults as one. "
            + "What it does not name keeps its default, and the other settings of this group win over it."
    )]
    public string? Path { get; set; }
}
