using CsrAgent.Escalation;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Yaml;

/// <summary>Takes the rules from the file that is configured.</summary>
internal sealed class ConfigureEscalationRules(IOptions<EscalationRulesOptions> file) : IConfigureOptions<EscalationOptions>
{
    public void Configure(EscalationOptions options)
    {
        if (string.IsNullOrWhiteSpace(file.Value.Path)) return;
        try
        {
            EscalationRulesReader.Read(File.ReadAllText(file.Value.Path), options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CsrAgentException($"ESCALATION_RULES '{file.Value.Path}' can not be read: {e.Message} Name a file that exists, or unset it for the defaults.", e);
        }
    }
}
