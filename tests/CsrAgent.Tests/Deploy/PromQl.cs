using System.Text.Json;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Architecture;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Tests.Deploy;

/// <summary>The queries of dashboards, rules and pages.</summary>
internal static partial class PromQl
{
    /// <summary>What Grafana puts in place of its variables.</summary>
    private const string Interval = "1m";

    public static readonly IReadOnlyList<string> RuleFiles = Repository.FilesIn("deploy/prometheus/rules", "yaml");

    public static readonly IReadOnlyList<string> DashboardFiles = Repository.FilesIn("deploy/grafana/dashboards", "json");

    /// <summary>Alerts and recording rules: the name, and all that is said of it.</summary>
    public static IReadOnlyList<(string File, YamlMappingNode Rule)> Rules { get; } =
    [
        .. from file in RuleFiles
        from groups in YamlFile.Read(file).Select(document => (YamlSequenceNode)((YamlMappingNode)document)["groups"])
        from @group in groups
        from rule in (YamlSequenceNode)@group["rules"]
        select (file, (YamlMappingNode)rule),
    ];

    /// <summary>Each with the place where it stands.</summary>
    public static IEnumerable<(string Place, string Query)> OfDashboards() =>
        from file in DashboardFiles
        from panel in Panels(file)
        from query in QueriesOf(panel)
        select ($"{file}: {panel.GetProperty("title").GetString()}", VariablePattern().Replace(query, Interval));

    public static IEnumerable<(string Place, string Query)> OfRules() => Rules.Select(rule => (rule.File, rule.Rule["expr"].ToString()));

    /// <summary>In the pages for operators: what stands in the block of a PromQL query.</summary>
    public static IEnumerable<(string Place, string Query)> OfPages() =>
        from page in Repository.FilesIn("docs", "md")
        from Match block in BlockPattern().Matches(Repository.Read(page))
        from line in block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        where !line.StartsWith('#')
        select (page, line);

    /// <summary>The panels that show something; rows only group them.</summary>
    public static IEnumerable<JsonElement> Panels(string dashboard) =>
        JsonDocument
            .Parse(Repository.Read(dashboard))
            .RootElement.GetProperty("panels")
            .EnumerateArray()
            .Where(panel => panel.GetProperty("type").GetString() != "row");

    public static IEnumerable<string> MetricsIn(string query) => MetricPattern().Matches(query).Select(match => match.Value).Distinct();

    private static IEnumerable<string> QueriesOf(JsonElement panel) =>
        panel.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("expr").GetString()!);

    [GeneratedRegex("```promql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex BlockPattern();

    [GeneratedRegex(@"\$__(rate_interval|range)\b")]
    private static partial Regex VariablePattern();

    [GeneratedRegex(@"\bcsr_[a-z0-9_]+\b")]
    private static partial Regex MetricPattern();
}
