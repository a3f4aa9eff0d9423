using CsrAgent.Escalation;
using CsrAgent.Handoff;
using CsrAgent.Signals;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Yaml;

/// <summary>Applies the rules from the configured file.</summary>
internal sealed class ConfigureEscalationRules(IOptions<EscalationRulesOptions> file)
    : IConfigureOptions<EscalationOptions>,
        IConfigureOptions<SensitiveTopicOptions>,
        IConfigureOptions<HandoffOptions>
{
    public void Configure(EscalationOptions options) => Read(new(options, new(), new()));

    public void Configure(SensitiveTopicOptions options) => Read(new(new(), options, new()));

    public void Configure(HandoffOptions options) => Read(new(new(), new(), options));

    private void Read(EscalationRuleSet rules)
    {
        if (string.IsNullOrWhiteSpace(file.Value.Path)) return;
        try
        {
            EscalationRulesReader.Read(File.ReadAllText(file.Value.Path), rules);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CsrAgentException(
                $"ESCALATION_RULES '{file.Value.Path}' cannot be read: {e.Message} Name an existing file, or unset it for the defaults.",
                e
            );
        }
    }
}
