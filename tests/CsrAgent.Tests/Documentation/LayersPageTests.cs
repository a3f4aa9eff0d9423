using System.Text.RegularExpressions;
using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Documentation;

/// <summary>Both pages that show the layers show those that the test holds.</summary>
public sealed partial class LayersPageTests
{
    [Fact]
    public void LayersPage_EachTable_IsTheOrderThatHolds()
    {
        var page = Repository.Read("docs/layers.md");

        Assert.Equal(Expected("Host"), RowsOf(page, "## Host"));
        Assert.Equal(Expected("Core"), RowsOf(page, "## Core"));
    }

    [Fact]
    public void LayersPage_Adapters_AreTheFolders() =>
        Assert.Equal(
            Repository
                .CodeIn("src/CsrAgent.Adapters")
                .Select(file => file.Split('/'))
                .Where(parts => parts.Length > 3)
                .Select(parts => parts[2])
                .Distinct()
                .Order(),
            RowsOf(Repository.Read("docs/layers.md"), "## Adapters").SelectMany(row => row.Split(", ")).Order()
        );

    [Fact]
    public void AgentsPage_EachLine_IsTheOrderThatHolds()
    {
        var page = Repository.Read("AGENTS.md");

        Assert.Equal(Expected("Host"), LineOf(page, "CsrAgent.Host"));
        Assert.Equal(Expected("Core"), LineOf(page, "CsrAgent.Core"));
    }

    private static IEnumerable<string> Expected(string project) =>
        from layer in LayerTests.Layers
        where project == ProjectOf(layer[0])
        select string.Join(", ", layer.Select(name => name is "CsrAgent" or "CsrAgent.Host" ? "root" : name.Split('.')[^1]));

    private static string ProjectOf(string name) => name.Split('.') is [_, "Host" or "Adapters", ..] parts ? parts[1] : "Core";

    /// <summary>The first cell of each row: "`Channels` · `Replies`" as "Channels, Replies".</summary>
    private static List<string> RowsOf(string page, string heading) =>
        [
            .. page.Split(heading)[1]
                .Split("\n## ")[0]
                .Split('\n')
                .Where(line => line.StartsWith('|'))
                .Skip(2)
                .Select(line => NamePattern().Matches(line.Split('|')[1]).Select(match => match.Value))
                .Select(names => string.Join(", ", names)),
        ];

    private static List<string> LineOf(string page, string project) =>
        [
            .. page.Split($"`src/{project}`:")[1]
                .Split("\n- ")[0]
                .Split('>')
                .Select(layer => NamePattern().Matches(ParenthesisPattern().Replace(layer, "")).Select(match => match.Value))
                .Select(names => string.Join(", ", names)),
        ];

    [GeneratedRegex(@"\w+")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex ParenthesisPattern();
}
