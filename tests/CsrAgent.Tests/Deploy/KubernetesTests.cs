using CsrAgent.Host;
using CsrAgent.Settings;
using CsrAgent.Tests.Architecture;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Tests.Deploy;

/// <summary>
/// The manifests of deploy/k8s: the restricted profile, names that meet, and times that fit the server's own. Kubernetes itself, which
/// these tests do not have, checks their schema when they are applied.
/// </summary>
public sealed class KubernetesTests
{
    private const string Root = "deploy/k8s";

    /// <summary>What the server needs beside turns and drain, to close connections and the store: AgentHost.StopMargin.</summary>
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(10);

    private static readonly IReadOnlyList<(string File, YamlNode Node)> Objects =
    [
        .. from file in Repository.FilesIn(Root, "yaml")
        from document in YamlFile.Read(file)
        where document.Text("kind") is not (null or "Kustomization" or "Component")
        select (file, document),
    ];

    private static readonly IReadOnlyDictionary<string, string> Settings = Repository
        .LinesOf($"{Root}/base/settings.env")
        .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
        .ToDictionary(line => line.Split('=', 2)[0], line => line.Split('=', 2)[1]);

    public static TheoryData<string, string> Workloads =>
        new(
            Objects
                .Where(each => each.Node.Text("kind") is "Deployment" or "StatefulSet")
                .Select(each => (each.File, each.Node.Text("metadata.name")!))
        );

    public static TheoryData<string, string> Agents =>
        new()
        {
            { "base/api.yaml", "api" },
            { "base/worker.yaml", "worker" },
            { "components/slack/slack.yaml", "slack" },
        };

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Workload_ItsPod_KeepsTheRestrictedProfile(string file, string name)
    {
        var pod = Find(file, name).Find("spec.template.spec")!;

        Assert.Equal("true", pod.Text("securityContext.runAsNonRoot"));
        Assert.Equal("RuntimeDefault", pod.Text("securityContext.seccompProfile.type"));
        Assert.Equal("false", pod.Text("automountServiceAccountToken"));
        Assert.Null(pod.Find("hostNetwork") ?? pod.Find("hostPID") ?? pod.Find("hostIPC"));
        Assert.All(pod.Items("volumes"), volume => Assert.Null(volume.Find("hostPath")));
        Assert.All(pod.Items("containers"), container =>
        {
            Assert.Equal("false", container.Text("securityContext.allowPrivilegeEscalation"));
            Assert.Equal("true", container.Text("securityContext.readOnlyRootFilesystem"));
            Assert.Equal(["ALL"], container.Items("securityContext.capabilities.drop").Select(item => item.ToString()));
            Assert.Null(container.Find("securityContext.privileged"));
            Assert.NotNull(container.Find("resources.requests.memory"));
            Assert.NotNull(container.Find("resources.requests.cpu"));
            Assert.NotNull(container.Find("resources.limits.memory"));
            Assert.NotNull(container.Find("readinessProbe"));
            Assert.NotNull(container.Find("livenessProbe"));
        });
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Workload_ItsSelectorAndMounts_AreThoseOfItsPod(string file, string name)
    {
        var workload = Find(file, name);
        var labels = workload.Pairs("spec.template.metadata.labels").ToList();
        var pod = workload.Find("spec.template.spec")!;
        var volumes = pod.Items("volumes").Select(volume => volume.Text("name"));
        var claims = workload.Items("spec.volumeClaimTemplates").Select(claim => claim.Text("metadata.name"));

        Assert.NotEmpty(labels);
        Assert.All(workload.Pairs("spec.selector.matchLabels"), label => Assert.Contains(label, labels));
        foreach (var container in pod.Items("containers"))
        {
            Assert.Subset(
                volumes.Concat(claims).ToHashSet(),
                container.Items("volumeMounts").Select(mount => mount.Text("name")).ToHashSet()
            );
            var ports = container.Items("ports").Select(port => port.Text("name")).ToHashSet();
            foreach (var probe in new[] { "startupProbe", "readinessProbe", "livenessProbe" })
            {
                if (container.Text(probe + ".httpGet.port") is { } port) Assert.Contains(port, ports);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Agent_EachVariable_IsASettingWithAValueThatItTakes(string file, string role)
    {
        var container = Find($"{Root}/{file}", $"csr-agent-{role}").Items("spec.template.spec.containers").Single();
        var known = AgentSettings.All.ToDictionary(setting => setting.Name);
        var variables = container.Items("env").ToDictionary(variable => variable.Text("name")!, variable => variable.Text("value"));

        Assert.Equal(role, variables["ROLES"]);
        foreach (var (name, value) in variables.Concat(Settings.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value))))
        {
            if (name.StartsWith("OTEL_TRACES_", StringComparison.Ordinal)) continue;
            Assert.Contains(name, known.Keys);
            if (value is not null) known[name].Apply(Activator.CreateInstance(known[name].Options)!, value);
        }
        // What an administrator or a thief could use is in the Secret, never in a manifest.
        foreach (var secret in new[] { "REDIS_URL", "SECRET_KEY", "API_KEY" }) Assert.Null(variables[secret]);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Agent_ItsGrace_IsLongerThanItsStop(string file, string role)
    {
        var pod = Find($"{Root}/{file}", $"csr-agent-{role}").Find("spec.template.spec")!;
        var pause = pod.Items("containers").Single().Text("lifecycle.preStop.sleep.seconds")!;
        var stop =
            DurationText.Parse(pause)
            + DurationText.Parse(Settings["DRAIN_TIME"])
            + DurationText.Parse(Settings["SHUTDOWN_TIMEOUT"])
            + StopMargin;

        Assert.InRange(DurationText.Parse(pod.Text("terminationGracePeriodSeconds")!), stop, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void Secrets_EachKeyThatIsReferred_IsInTheExampleAndInTheStore()
    {
        var referred = Objects
            .Where(each => each.Node.Text("kind") is "Deployment" or "StatefulSet")
            .SelectMany(each => each.Node.Items("spec.template.spec.containers"))
            .SelectMany(container => container.Items("env"))
            .Where(variable => variable.Text("valueFrom.secretKeyRef.name") == "csr-agent")
            .Select(variable => variable.Text("valueFrom.secretKeyRef.key")!)
            .ToHashSet();
        var example = Repository
            .LinesOf($"{Root}/overlays/trial/secrets.env.example")
            .Where(line => line.Contains('='))
            .Select(line => line.Split('=')[0]);
        var store = Objects
            .Single(each => each.Node.Text("kind") == "ExternalSecret")
            .Node.Items("spec.data")
            .Select(item => item.Text("secretKey"));

        Assert.Equal(referred.Order(), example.Order());
        Assert.Equal(referred.Except(["redis-password"]).Order(), store.Order());
    }

    [Fact]
    public void Services_EachRoute_LeadsToAPortOfAService()
    {
        var services = Objects
            .Where(each => each.Node.Text("kind") == "Service")
            .ToDictionary(
                each => each.Node.Text("metadata.name")!,
                each => each.Node.Items("spec.ports").SelectMany(port => new[] { port.Text("name"), port.Text("port") }).ToHashSet()
            );
        var paths = Objects
            .Single(each => each.Node.Text("kind") == "Ingress")
            .Node.Items("spec.rules")
            .SelectMany(rule => rule.Items("http.paths"));
        var routes = Objects.Single(each => each.Node.Text("kind") == "HTTPRoute").Node.Items("spec.rules");

        Assert.All(paths, path => Assert.Contains(path.Text("backend.service.port.name"), services[path.Text("backend.service.name")!]));
        Assert.All(routes.SelectMany(rule => rule.Items("backendRefs")), to =>
            Assert.Contains(to.Text("port"), services[to.Text("name")!])
        );
        // Staff's paths stay inside.
        Assert.DoesNotContain(paths, path => path.Text("path") is "/api" or "/api/v1" or "/metrics" or "/health");
        Assert.All(paths.Where(path => path.Text("path") == "/"), path => Assert.Equal("Exact", path.Text("pathType")));
    }

    [Fact]
    public void NetworkPolicies_Nothing_IsAllowedThatIsNotNamed()
    {
        var policies = Objects.Where(each => each.Node.Text("kind") == "NetworkPolicy").Select(each => each.Node).ToList();
        var denyAll = policies.Single(policy => policy.Text("metadata.name") == "deny-all");

        Assert.Equal(["Ingress", "Egress"], denyAll.Items("spec.policyTypes").Select(type => type.ToString()));
        Assert.Null(denyAll.Find("spec.ingress") ?? denyAll.Find("spec.egress"));
        Assert.All(policies.SelectMany(policy => policy.Items("spec.ingress").Concat(policy.Items("spec.egress"))), flow =>
            Assert.True(flow.Items("from").Concat(flow.Items("to")).Any() && flow.Items("ports").Any(), "A flow names whom and where.")
        );
    }

    [Fact]
    public void Autoscaling_BothKinds_ScaleTheWorkersFrom3To50()
    {
        var hpa = Objects
            .Single(each => each.Node.Text("kind") == "HorizontalPodAutoscaler" && each.Node.Text("metadata.name") == "csr-agent-worker")
            .Node;
        var keda = Objects.Single(each => each.Node.Text("kind") == "ScaledObject").Node;
        var adapter = YamlFile.Read($"{Root}/prometheus-adapter.yaml").Single().Items("rules.custom").Select(rule => rule.Text("name.as"));

        Assert.Equal(("3", "50"), (hpa.Text("spec.minReplicas"), hpa.Text("spec.maxReplicas")));
        Assert.Equal(("3", "50"), (keda.Text("spec.minReplicaCount"), keda.Text("spec.maxReplicaCount")));
        var metrics = hpa.Items("spec.metrics")
            .Select(metric => metric.Text("pods.metric.name") ?? metric.Text("object.metric.name"))
            .OfType<string>();
        Assert.Equal(adapter.Order(), metrics.Order());
    }

    private static YamlNode Find(string file, string name) =>
        Objects.Single(each => each.File == file && each.Node.Text("metadata.name") == name && each.Node.Text("kind") != "Service").Node;
}
