using System.Text.RegularExpressions;
using CsrAgent.Host;
using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Host;

public sealed partial class CommandLineTests
{
    [Fact]
    public void Run_NoOption_LetsTheServerStart() => Assert.Null(Run().ExitCode);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Run_Help_NamesEveryOption(string option)
    {
        var result = Run(option);

        Assert.Equal((0, Repository.Read("src/CsrAgent.Host/usage.txt"), ""), result);
        Assert.All(
            ["--settings", "--escalation-rules", "--version", "--help"],
            known => Assert.Contains(known, result.Output, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Help_EachVariable_IsASetting()
    {
        var words = Run("--help").Output.Split('\n').Select(line => line.Trim().Split(' ')[0]);
        var named = words.Where(word => word == "PORT" || word.Contains('_', StringComparison.Ordinal)).ToList();

        Assert.Equal(7, named.Count);
        Assert.Subset(AgentSettings.All.Select(setting => setting.Name).ToHashSet(), named.ToHashSet());
    }

    [Fact]
    public void Run_Version_IsTheOneOfTheBuild()
    {
        var result = Run("--version");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        // As ./run --version reads it, which does not wait for a build.
        var version = result.Output.Replace("csr-agent ", "", StringComparison.Ordinal).Trim();
        Assert.Contains($"<Version>{version}</Version>", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls", "http://localhost:9000")]
    [InlineData("--Settings")]
    [InlineData("serve")]
    [InlineData("")]
    [InlineData("--settings", "--serve")]
    [InlineData("--settings", "--version")]
    public void Run_UnknownOption_IsRefusedWithUsage(params string[] args)
    {
        var result = Run(args);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("Usage: csr-agent [", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Whatever a page calls <c>csr-agent</c> or <c>./run</c> with, it takes.</summary>
    [Fact]
    public void Pages_EachOptionThatTheyName_IsKnown()
    {
        var pages = new[] { "docs", "" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md"));
        var options = pages.SelectMany(page => OptionPattern().Matches(File.ReadAllText(page))).Select(match => match.Groups[1].Value);
        var named = options.Distinct().ToList();

        Assert.Contains("--settings", named);
        Assert.All(named, option => Assert.Contains(option, Run("--help").Output, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?:csr-agent|csr-agent\.dll|\./run) (--[\w-]+)")]
    private static partial Regex OptionPattern();

    private static (int? ExitCode, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLine.Run(args, output, error), output.ToString(), error.ToString());
    }
}
