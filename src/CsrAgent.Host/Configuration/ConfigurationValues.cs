using CsrAgent.Settings;

namespace CsrAgent.Host.Configuration;

/// <summary>The settings' values from environment variables.</summary>
internal sealed class ConfigurationValues(IConfiguration configuration) : ISettingValues
{
    public string? Find(string name) => configuration[name] is { Length: > 0 } value ? value : null;
}
