using CsrAgent.Tests.Architecture;
using k8s.Models;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Tests.Deploy.Manifests;

/// <summary>
/// Every manifest against the schemas of Kubernetes and of the custom resources, unknown fields refused, and every pod against the
/// restricted profile: as it stands in the repository and, where kubectl is there, as kustomize puts it together.
/// </summary>
public sealed class ManifestTests
{
    private const string Root = "deploy/k8s";

    public static TheoryData<string> Files => [.. Repository.FilesIn(Root, "yaml").Where(file => ResourcesIn(file).Any())];

    public static TheoryData<string> Rendered =>
        [
            "base",
            .. from kind in new[] { "overlays", "components" }
            from folder in Directory.EnumerateDirectories(Path.Combine(Repository.Root, Root, kind)).Order(StringComparer.Ordinal)
            select $"{kind}/{Path.GetFileName(folder)}",
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Manifest_EachResource_IsAsItsSchemaSays(string file) =>
        Assert.Empty(ResourcesIn(file).SelectMany(ManifestSchema.FaultsIn).ToList());

    [Theory]
    [MemberData(nameof(Rendered))]
    public async Task Kustomize_WhatItMakes_IsAsItsSchemasSayAndRestricted(string what)
    {
        Assert.SkipUnless(Kustomize.IsInstalled, "There is no kubectl here.");

        var resources = await Kustomize.RenderAsync(what);

        Assert.True(resources.Count > 10);
        Assert.Empty(resources.SelectMany(ManifestSchema.FaultsIn).ToList());
        Assert.Empty(resources.SelectMany(PodsOf).SelectMany(RestrictedProfile.FaultsIn).ToList());
        // Nothing is named twice, and what is named by a name of its content is there.
        Assert.Equal(resources.Count, resources.DistinctBy(one => (one.Text("kind"), one.Text("metadata.name"))).Count());
    }

    [Theory]
    [InlineData("base/api.yaml", "  replicas: ", "  replicas: two #")]
    [InlineData("base/api.yaml", "automountServiceAccountToken:", "automountServiceAccountTokens:")]
    [InlineData("base/worker.yaml", "kind: Deployment", "kind: Deploymant")]
    [InlineData("base/disruption.yaml", "  maxUnavailable: ", "  maximumUnavailable: ")]
    [InlineData("base/network-policies.yaml", "  policyTypes: ", "  policies: ")]
    [InlineData("components/autoscaling-hpa/hpa.yaml", "  minReplicas: ", "  minReplicaCount: ")]
    [InlineData("components/ingress/ingress.yaml", "pathType: ", "pathKind: ")]
    [InlineData("components/gateway/http-route.yaml", "type: PathPrefix", "type: Prefix")]
    [InlineData("components/gateway/http-route.yaml", "{ request: 60s }", "{ request: 60 }")]
    [InlineData("components/autoscaling-keda/scaled-object.yaml", "threshold: \"200\"", "threshold: 200")]
    [InlineData("components/autoscaling-keda/scaled-object.yaml", "  pollingInterval: 15", "  pollInterval: 15")]
    [InlineData("components/external-secrets/external-secret.yaml", "creationPolicy: Owner", "creationPolicy: owner")]
    [InlineData("components/monitoring/service-monitor.yaml", "  endpoints:", "  targets:")]
    public void Manifest_WithAMistake_IsRefused(string file, string right, string wrong)
    {
        var text = Repository.Read($"{Root}/{file}");
        Assert.Contains(right, text, StringComparison.Ordinal);

        var mistaken = YamlFile.Parse(text.Replace(right, wrong, StringComparison.Ordinal)).Where(IsResource);
        var faults = mistaken.SelectMany(ManifestSchema.FaultsIn);

        Assert.NotEmpty(faults);
    }

    [Theory]
    [InlineData("runAsNonRoot: true", "runAsNonRoot: false")]
    [InlineData("type: RuntimeDefault", "type: Unconfined")]
    [InlineData("drop: [ALL]", "drop: [NET_RAW]")]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true")]
    [InlineData("drop: [ALL]", "drop: [ALL]\n              add: [SYS_PTRACE]")]
    [InlineData("emptyDir:\n            sizeLimit:", "hostPath:\n            path:")]
    [InlineData("containerPort: 8080", "containerPort: 8080\n              hostPort: 80")]
    public void Pod_ThatMayMore_IsNotRestricted(string right, string wrong)
    {
        var text = Repository.Read($"{Root}/base/api.yaml");
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.Empty(FaultsOfPodsIn(text));

        Assert.NotEmpty(FaultsOfPodsIn(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static List<string> FaultsOfPodsIn(string text) =>
        [.. YamlFile.Parse(text).Where(IsResource).SelectMany(PodsOf).SelectMany(RestrictedProfile.FaultsIn)];

    private static IEnumerable<V1PodSpec> PodsOf(YamlNode resource) =>
        resource.Text("kind") is "Deployment" or "StatefulSet"
            ? ManifestSchema.Read(resource) switch
            {
                V1Deployment deployment => [deployment.Spec.Template.Spec],
                V1StatefulSet set => [set.Spec.Template.Spec],
                var other => throw new InvalidOperationException($"{other} has no pod that is known here."),
            }
            : [];

    private static IEnumerable<YamlNode> ResourcesIn(string file) => YamlFile.Read(file).Where(IsResource);

    /// <summary>Not what kustomize alone reads.</summary>
    private static bool IsResource(YamlNode document) => document.Text("kind") is not (null or "Kustomization" or "Component");
}
