using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Yaml;

/// <summary>Escalation rules from a YAML file.</summary>
public sealed class EscalationRulesModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(EscalationRulesOptions)];

    public void AddServices(IServiceCollection services, ServerRoles roles)
    {
        services.AddSettings<EscalationRulesOptions>();
        services.AddEscalationRules();
    }
}
