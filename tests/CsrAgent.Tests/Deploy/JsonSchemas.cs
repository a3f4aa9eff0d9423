using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Tests.Deploy;

/// <summary>Compares a YAML file with a JSON schema.</summary>
internal static class JsonSchemas
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    /// <summary>One line about each fault.</summary>
    public static IEnumerable<string> FaultsIn(this JsonSchema schema, JsonNode? node)
    {
        var results = schema.Evaluate(JsonSerializer.SerializeToElement(node), Options);
        // Of what is valid, the details have the choices that were not taken.
        if (results.IsValid) return [];
        var faults = (results.Details ?? [])
            .Where(detail => !detail.IsValid)
            .SelectMany(detail => (detail.Errors ?? []).Select(error => $"{detail.InstanceLocation}: {error.Value}"));
        return faults.Append("It is not as its schema says.").Distinct();
    }

    /// <summary>As YAML 1.2 has it: what is not in quotes is a number, true, false or null where it looks like one.</summary>
    public static JsonNode? ToJson(this YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create($"{pair.Key}", ToJson(pair.Value)))),
            YamlSequenceNode list => new JsonArray([.. list.Select(ToJson)]),
            YamlScalarNode { Style: ScalarStyle.Plain } plain => ValueOf(plain.Value ?? ""),
            YamlScalarNode text => JsonValue.Create(text.Value),
            _ => throw new InvalidOperationException($"A node of a kind that JSON does not have: {node}"),
        };

    private static JsonValue? ValueOf(string text) =>
        text switch
        {
            "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when long.TryParse(text, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
}
