using CsrAgent.Escalation;
using CsrAgent.Handoff;
using CsrAgent.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Yaml;

public static class YamlServiceCollectionExtensions
{
    /// <summary>The escalation rules file. Call it before the settings are added, so that they take precedence.</summary>
    public static IServiceCollection AddEscalationRules(this IServiceCollection services) =>
        services
            .AddSingleton<IConfigureOptions<EscalationOptions>, ConfigureEscalationRules>()
            .AddSingleton<IConfigureOptions<SensitiveTopicOptions>, ConfigureEscalationRules>()
            .AddSingleton<IConfigureOptions<HandoffOptions>, ConfigureEscalationRules>();
}
