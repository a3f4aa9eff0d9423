using System.Text.Json.Nodes;
using CsrAgent.Tests.Architecture;
using Json.Schema;
using k8s;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Tests.Deploy.Manifests;

/// <summary>
/// Reads a manifest as the API server does with strict validation. Its own kinds are read into the models of the Kubernetes client, which
/// are generated from the API's OpenAPI document; custom resources are compared with custom-resources.json.
/// </summary>
internal static class ManifestSchema
{
    private const string File = "tests/CsrAgent.Tests/Deploy/Manifests/custom-resources.json";

    private static readonly JsonNode CustomResources = JsonNode.Parse(Repository.Read(File))!;

    private static readonly IReadOnlyDictionary<string, JsonSchema> Custom = new Dictionary<string, JsonSchema>
    {
        ["gateway.networking.k8s.io/v1 HTTPRoute"] = SchemaOf("HTTPRoute"),
        ["keda.sh/v1alpha1 ScaledObject"] = SchemaOf("ScaledObject"),
        ["external-secrets.io/v1 ExternalSecret"] = SchemaOf("ExternalSecret"),
        ["monitoring.coreos.com/v1 ServiceMonitor"] = SchemaOf("ServiceMonitor"),
    };

    /// <summary>One line about each thing that would be refused.</summary>
    public static IReadOnlyList<string> FaultsIn(YamlNode resource)
    {
        var place = $"{resource.Text("kind")} {resource.Text("metadata.name")}";
        if (Custom.TryGetValue($"{resource.Text("apiVersion")} {resource.Text("kind")}", out var schema))
        {
            return [.. schema.FaultsIn(resource.ToJson()).Select(fault => $"{place}: {fault}")];
        }
        try
        {
            Read(resource);
            return [];
        }
        catch (YamlException e)
        {
            return [$"{place}: {e.Message} {e.InnerException?.Message}"];
        }
        catch (KeyNotFoundException)
        {
            return [$"{place}: {resource.Text("apiVersion")} has no such kind."];
        }
    }

    /// <summary>A resource of a kind of Kubernetes' own, as a model.</summary>
    public static object Read(YamlNode resource)
    {
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(resource)).Save(text, assignAnchors: false);
        return KubernetesYaml.LoadAllFromString(text.ToString(), strict: true).Single();
    }

    private static JsonSchema SchemaOf(string kind)
    {
        var schema = CustomResources.DeepClone().AsObject();
        schema["allOf"] = new JsonArray(
            new JsonObject { ["$ref"] = "#/$defs/resource" },
            new JsonObject { ["properties"] = new JsonObject { ["spec"] = new JsonObject { ["$ref"] = $"#/$defs/{kind}" } } }
        );
        return JsonSchema.FromText(schema.ToJsonString());
    }
}
