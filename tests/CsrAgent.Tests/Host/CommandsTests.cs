using CsrAgent.Host;
using CsrAgent.Host.Configuration;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace CsrAgent.Tests.Host;

public sealed class CommandsTests
{
    [Theory]
    [InlineData("audit", "--help")]
    [InlineData("backup", "--help")]
    [InlineData("doctor", "-h")]
    [InlineData("probe", "--help")]
    [InlineData("restore", "-h")]
    [InlineData("support-bundle", "--help")]
    public async Task RunAsync_HelpForACommand_PrintsTheUsage(string command, string option)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await Commands.RunAsync([command, option], ConfigurationValues.OfProcess(), output, error);

        Assert.Equal((0, ""), (exitCode, error.ToString()));
        Assert.Contains($"  {command}", output.ToString().Replace("; ", "\n  ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>On the server's own machine its address and its key are at hand.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("audit")]
    [InlineData("audit", "verify")]
    public async Task RunAsync_AuditOfTheServerHere_NeedsNoKey(params string[] command)
    {
        await using var server = await RealServer.StartAsync(("API_KEY", ""));
        var settings = new ConfigurationValues(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new("PORT", $"{new Uri(server.BaseAddress).Port}"), new("DATA_DIR", server.DataDirectory)])
                .Build()
        );
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await Commands.RunAsync(command, settings, output, error);

        Assert.Equal((0, ""), (exitCode, error.ToString()));
    }

    /// <summary>./run takes one option alone, and a command with whatever it takes.</summary>
    [Fact]
    public void RunScript_EachCommand_MayHaveOptions()
    {
        var script = Repository.Read("run");

        Assert.All(
            Commands.Names,
            name => Assert.Matches($@"(?m)^  (?:[\w-]+ \| )*{name}(?: \| [\w-]+)*\) ;; # They have options", script)
        );
    }

    [Fact]
    public async Task RunAsync_NoCommand_LeavesItToTheOptions() =>
        Assert.Null(await Commands.RunAsync(["--help"], ConfigurationValues.OfProcess(), TextWriter.Null, TextWriter.Null));
}
