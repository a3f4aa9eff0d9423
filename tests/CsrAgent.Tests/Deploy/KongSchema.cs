using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Tests.Deploy;

/// <summary>Compares a declarative file with Deploy/Kong/kong-schema.yaml, which says how it is read.</summary>
internal sealed class KongSchema
{
    private const string Required = "!";

    private readonly YamlMappingNode _schema =
        (YamlMappingNode)YamlFile.Read("tests/CsrAgent.Tests/Deploy/Kong/kong-schema.yaml").Single();

    /// <summary>One line about each thing that Kong would refuse.</summary>
    public IReadOnlyList<string> FaultsIn(YamlNode file) => [.. Compare(file, _schema, "")];

    private IEnumerable<string> Compare(YamlNode node, YamlNode type, string place) =>
        type switch
        {
            YamlSequenceNode choices => choices.Any(choice => choice.ToString() == node.ToString())
                ? []
                : [$"{place}: {node} is not allowed"],
            YamlScalarNode { Value: "plugin" } => ComparePlugin(node, place),
            YamlScalarNode { Value: { } name } when _schema.Find("$" + name) is { } record => Compare(node, record, place),
            YamlScalarNode { Value: { } name } => IsOf(name, node) ? [] : [$"{place}: {node} is no {name}"],
            YamlMappingNode map when map.Find("each") is { } each => node is YamlSequenceNode list
                ? list.SelectMany((item, i) => Compare(item, each, $"{place}[{i}]"))
                : [$"{place}: {node} is no list"],
            YamlMappingNode map when map.Find(Required) is { } required => Compare(node, required, place),
            YamlMappingNode map => CompareFields(node, map, place),
            _ => throw new InvalidOperationException($"The schema has something odd at {place}."),
        };

    private IEnumerable<string> ComparePlugin(YamlNode node, string place)
    {
        if (node.Text("name") is not { } name || _schema.Find("$" + name) is not { } config)
        {
            return [$"{place}: {node.Text("name")} is no plugin"];
        }
        var rest = CompareFields(node, (YamlMappingNode)_schema.Find("$plugin")!, place, except: "config");
        return rest.Concat(node.Find("config") is { } given ? Compare(given, config, $"{place}.{name}") : []);
    }

    private IEnumerable<string> CompareFields(YamlNode node, YamlMappingNode fields, string place, string? except = null)
    {
        if (node is not YamlMappingNode map) return [$"{place}: {node} has no fields"];
        var known = fields.Children.Where(field => !field.Key.ToString().StartsWith('$')).ToDictionary(f => f.Key.ToString(), f => f.Value);
        var missing = known
            .Where(field => field.Value.Find(Required) is not null && map.Find(field.Key) is null)
            .Select(field => $"{place}: {field.Key} is missing");
        return missing.Concat(
            map.Children.SelectMany(pair =>
                pair.Key.ToString() == except ? []
                : known.TryGetValue(pair.Key.ToString(), out var type) ? Compare(pair.Value, type, $"{place}.{pair.Key}")
                : [$"{place}: there is no {pair.Key}"]
            )
        );
    }

    private static bool IsOf(string type, YamlNode node) =>
        node is YamlScalarNode { Value: { Length: > 0 } text }
        && type switch
        {
            "text" => true,
            "pair" => text.IndexOf(':', StringComparison.Ordinal) > 0,
            "boolean" => text is "true" or "false",
            "number" => double.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => throw new InvalidOperationException($"The schema has an unknown type {type}."),
        };
}
