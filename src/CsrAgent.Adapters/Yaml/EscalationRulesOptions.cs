namespace CsrAgent.Adapters.Yaml;

/// <summary>Where the escalation rules are.</summary>
public sealed class EscalationRulesOptions
{
    /// <summary>
    /// A YAML file of the form that <c>csr-agent --escalation-rules</c> prints; what it does not name keeps its default. Default: none.
    /// <c>ESCALATION_RULES</c>
    /// </summary>
    public string? Path { get; set; }
}
