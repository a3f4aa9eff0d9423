using System.Text.RegularExpressions;
using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Deploy;

/// <summary>Rules, dashboards and their pages fit each other and the server.</summary>
public sealed partial class MonitoringTests
{
    private const string AlertsPage = "docs/operating/alerts.md";
    private const string AlertTests = "deploy/prometheus/tests/alerts.test.yaml";

    public static TheoryData<string> Alerts => [.. PromQl.Rules.Select(rule => rule.Rule.Text("alert")).OfType<string>()];

    [Fact]
    public void Queries_EachMetric_IsOneThatTheServerMakes()
    {
        var made = Repository
            .CodeIn("src")
            .SelectMany(file => NamePattern().Matches(Repository.Read(file)))
            .Select(match => match.Groups[1].Value.Replace('.', '_'))
            .ToHashSet();
        var unknown =
            from query in PromQl.OfDashboards().Concat(PromQl.OfRules()).Concat(PromQl.OfPages())
            from metric in PromQl.MetricsIn(query.Query)
            where !NamesOf(metric).Any(made.Contains)
            select $"{query.Place}: {metric}";

        Assert.NotEmpty(made);
        Assert.Empty(unknown.ToList());
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_EachOne_HasItsPageAndBothOfItsTests(string alert)
    {
        var rule = PromQl.Rules.Single(rule => rule.Rule.Text("alert") == alert).Rule;
        var tests = YamlFile.Read(AlertTests).Single().Items("tests").SelectMany(test => test.Items("alert_rule_test"));
        var expected = tests.Where(test => test.Text("alertname") == alert).Select(test => test.Items("exp_alerts").Any()).ToHashSet();

        Assert.Equal([false, true], expected.Order());
        Assert.Contains(rule.Text("labels.severity"), new[] { "page", "ticket" });
        Assert.Equal($"{AlertsPage}#{alert.ToLowerInvariant()}", rule.Text("annotations.runbook"));
        Assert.Contains($"\n## {alert}\n", Repository.Read(AlertsPage), StringComparison.Ordinal);
    }

    [Fact]
    public void Dashboards_EachPanel_SaysWhatItShows()
    {
        var panels = PromQl.DashboardFiles.SelectMany(PromQl.Panels).ToList();

        Assert.Equal(6, PromQl.DashboardFiles.Count);
        Assert.All(panels, panel => Assert.NotEmpty(panel.GetProperty("description").GetString()!));
        Assert.All(panels, panel => Assert.Equal("prometheus", panel.GetProperty("datasource").GetProperty("uid").GetString()));
    }

    [Fact]
    public void Dashboards_EachPanel_HasAPlaceOfItsOwn()
    {
        foreach (var file in PromQl.DashboardFiles)
        {
            var cells = PromQl.Panels(file).Select(panel => panel.GetProperty("gridPos")).SelectMany(CellsOf).ToList();
            Assert.Equal(cells.Count, cells.Distinct().Count());
            Assert.All(cells, cell => Assert.InRange(cell.X, 0, 23));
        }
    }

    /// <summary>What the code may call it: the exporter adds what a histogram counts, and a unit.</summary>
    private static string[] NamesOf(string metric)
    {
        var whole = SuffixPattern().Replace(metric, "");
        return [metric, whole, UnitPattern().Replace(whole, "")];
    }

    private static IEnumerable<(int X, int Y)> CellsOf(System.Text.Json.JsonElement place) =>
        from x in Enumerable.Range(place.GetProperty("x").GetInt32(), place.GetProperty("w").GetInt32())
        from y in Enumerable.Range(place.GetProperty("y").GetInt32(), place.GetProperty("h").GetInt32())
        select (x, y);

    [GeneratedRegex("\"(csr[._][a-z._]+)\"")]
    private static partial Regex NamePattern();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex SuffixPattern();

    [GeneratedRegex("_seconds$")]
    private static partial Regex UnitPattern();
}
