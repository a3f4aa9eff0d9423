using System.Text.RegularExpressions;
using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Documentation;

/// <summary>What a page calls proved is proved by a test that exists.</summary>
public sealed partial class TestNamesTests
{
    private static readonly HashSet<string> Known =
    [
        .. Repository.CodeIn("tests/").Select(file => Path.GetFileNameWithoutExtension(file)),
    ];

    public static TheoryData<string> Pages => LinkTests.Pages;

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EachTestThatItNames_Exists(string page)
    {
        var named = NamePattern().Matches(Repository.Read(page)).Select(match => match.Groups[1].Value);

        Assert.DoesNotContain(named, name => !Known.Contains(name));
    }

    [Fact]
    public void Promises_EachRow_NamesItsTests()
    {
        var rows = Repository
            .Read("docs/reliability.md")
            .Split('\n')
            .SkipWhile(line => line != "## Promises")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|'))
            .Skip(2)
            .ToList();

        Assert.True(rows.Count >= 15, $"Only {rows.Count} promises were found.");
        Assert.All(rows, row => Assert.Matches(NamePattern(), row));
    }

    [GeneratedRegex(@"`(\w+(?:Tests|Contract|Evals))`")]
    private static partial Regex NamePattern();
}
