using CsrAgent.Host.Configuration;
using CsrAgent.Tests.Faults;
using Microsoft.Extensions.Configuration;

namespace CsrAgent.Tests.Host.Configuration;

public sealed class ConfigurationValuesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Find_NameOfAFile_IsItsContentWithoutTheLineBreak()
    {
        var file = Path.Combine(_folder.Path, "key");
        File.WriteAllText(file, "secret\n");

        Assert.Equal("secret", Values(("API_KEY_FILE", file)).Find("API_KEY"));
    }

    [Fact]
    public void Find_EmptyFile_IsNoValue()
    {
        var file = Path.Combine(_folder.Path, "key");
        File.WriteAllText(file, "\n");

        Assert.Null(Values(("API_KEY_FILE", file)).Find("API_KEY"));
    }

    [Fact]
    public void Find_FileThatIsNotThere_SaysWhichSettingNamesIt() =>
        Assert.Contains(
            "API_KEY_FILE",
            Assert.Throws<CsrAgentException>(() => Values(("API_KEY_FILE", "/nowhere/key")).Find("API_KEY")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Find_ValueAndFile_IsTheValue() => Assert.Equal("a", Values(("API_KEY", "a"), ("API_KEY_FILE", "/b")).Find("API_KEY"));

    public void Dispose() => _folder.Dispose();

    private static ConfigurationValues Values(params (string Name, string Value)[] variables) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(variables.Select(variable => new KeyValuePair<string, string?>(variable.Name, variable.Value)))
                .Build()
        );
}
