using System.Text.RegularExpressions;
using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Documentation;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
                .Select(file => Path.GetRelativePath(Repository.Root, file))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EachFileThatItNames_Exists(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        var targets = LinkPattern()
            .Matches(Repository.Read(page))
            .Select(match => match.Groups[1].Value)
            .Where(IsLocal)
            .Select(target => target.Split('#')[0]);

        Assert.Empty(targets.Where(target => !Path.Exists(Path.Combine(folder, target))).ToList());
    }

    [Fact]
    public void WayOfAMessage_Steps_AreNumberedAndLinked()
    {
        var steps = StepPattern().Matches(Repository.Read("docs/way-of-a-message.md"));

        Assert.True(steps.Count >= 30, $"Only {steps.Count} steps were found.");
        Assert.Equal(
            Enumerable.Range(1, steps.Count),
            steps.Select(step => int.Parse(step.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))
        );
        Assert.All(steps, step => Assert.Equal(step.Groups[2].Value, Path.GetFileName(step.Groups[3].Value)));
    }

    [Fact]
    public void Pages_Found_HoldTheDecisions() =>
        Assert.True(Pages.Count(row => row.Data.StartsWith("docs/decisions/0", StringComparison.Ordinal)) >= 8);

    private static bool IsLocal(string target) => !target.Contains(':', StringComparison.Ordinal) && !target.StartsWith('#');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"^(\d+)\. \[([\w.]+)\]\(([^)]+)\)", RegexOptions.Multiline)]
    private static partial Regex StepPattern();
}
