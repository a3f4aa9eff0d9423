using CsrAgent.Host;
using CsrAgent.Host.Configuration;
using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Documentation;

public sealed class ConfigurationPageTests
{
    [Fact]
    public void ConfigurationPage_IsWhatTheSettingsSay() =>
        Assert.Equal(SettingsTable.Render(AgentSettings.All), Repository.Read("docs/configuration.md").ReplaceLineEndings("\n"));
}
