using CsrAgent.Settings;

namespace CsrAgent.Host.Configuration;

/// <summary>
/// Reads settings from environment variables. White space around a value is dropped: a mounted secret often ends with a line break.
/// </summary>
internal sealed class ConfigurationValues(IConfiguration configuration) : ISettingValues
{
    public string? Find(string name) => configuration[name]?.Trim() is { Length: > 0 } value ? value : null;
}
