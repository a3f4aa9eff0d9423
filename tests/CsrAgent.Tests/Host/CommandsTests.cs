using CsrAgent.Host;
using CsrAgent.Host.Configuration;

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

    [Fact]
    public async Task RunAsync_NoCommand_LeavesItToTheOptions() =>
        Assert.Null(await Commands.RunAsync(["--help"], ConfigurationValues.OfProcess(), TextWriter.Null, TextWriter.Null));
}
