using System.Text.RegularExpressions;
using CsrAgent.Host;
using CsrAgent.Settings;
using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Deploy;

/// <summary>The Dockerfile, the compose files and the systemd unit. Docker itself is not needed for these.</summary>
public sealed partial class ContainerTests
{
    private const string Dockerfile = "deploy/Dockerfile";

    private static readonly HashSet<string> Known = [.. AgentSettings.All.Select(setting => setting.Name)];

    public static TheoryData<string> ComposeFiles => ["deploy/compose.yaml", "deploy/compose.small.yaml"];

    [Fact]
    public void Dockerfile_EachFileThatItCopies_IsInTheContext()
    {
        var ignored = Repository.LinesOf(".dockerignore").Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        var sources = CopyPattern()
            .Matches(Repository.Read(Dockerfile))
            .SelectMany(match => match.Groups[1].Value.Split(' ')[..^1])
            .ToList();

        Assert.NotEmpty(sources);
        Assert.All(sources, source =>
        {
            Assert.Contains(ignored, allowed => source == allowed || source.StartsWith(allowed + "/", StringComparison.Ordinal));
            Assert.True(source.Contains('*') || Path.Exists(Path.Combine(Repository.Root, source)), $"{source} is not there.");
        });
    }

    [Fact]
    public void Dockerfile_TheImage_RunsAsAUserWithoutAShell()
    {
        var last = Repository.Read(Dockerfile).Split("\nFROM ")[^1];

        Assert.Contains("chiseled", last.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("\nUSER 1000:1000\n", last, StringComparison.Ordinal);
        Assert.Contains("ENTRYPOINT [\"/app/csr-agent\"]", last, StringComparison.Ordinal);
        Assert.Contains("CMD [\"/app/csr-agent\", \"probe\"", last, StringComparison.Ordinal);
        Assert.DoesNotContain("\nRUN ", last, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ComposeFiles))]
    public void Compose_EachService_IsPinnedLimitedAndHealthy(string file)
    {
        var services = ((YamlDotNet.RepresentationModel.YamlMappingNode)YamlFile.Read(file).Single().Find("services")!).Children;

        foreach (var (name, service) in services)
        {
            var image = service.Text("image") ?? "csr-agent:local";
            Assert.Matches("^[a-z0-9/.-]+:[a-z0-9.-]*[0-9][a-z0-9.-]*$|^csr-agent:local$", image);
            Assert.True(service.Text("deploy.resources.limits.memory") is not null, $"{name} has no limit.");
            // The image of the agent has its own.
            Assert.True(image == "csr-agent:local" || service.Find("healthcheck") is not null, $"{name} has no health check.");
        }
    }

    [Theory]
    [MemberData(nameof(ComposeFiles))]
    public void Compose_EachVariableOfTheAgent_IsASetting(string file)
    {
        var document = YamlFile.Read(file).Single();
        var names = document.Pairs("x-settings").Concat(document.Pairs("services.agent.environment")).Select(pair => pair.Key).ToList();

        Assert.NotEmpty(names);
        Assert.All(names.Where(name => !name.StartsWith("OTEL_TRACES_", StringComparison.Ordinal)), name =>
            Assert.Contains(name.Replace("_FILE", "", StringComparison.Ordinal), Known)
        );
    }

    [Fact]
    public void Compose_EachSecretAndFile_IsMadeOrThere()
    {
        var made = Repository.Read("deploy/secrets/make");
        var document = YamlFile.Read("deploy/compose.yaml").Single();
        var files = document.Find("secrets")!.AllNodes.Select(node => node.Text("file")).OfType<string>().ToList();
        var mounted = MountPattern().Matches(Repository.Read("deploy/compose.yaml")).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(8, files.Count);
        Assert.All(files, file => Assert.Contains(Path.GetFileName(file), made, StringComparison.Ordinal));
        Assert.NotEmpty(mounted);
        Assert.All(mounted, file => Assert.True(Path.Exists(Path.Combine(Repository.Root, "deploy", file)), $"{file} is not there."));
    }

    [Theory]
    [InlineData("deploy/compose.yaml", @"stop_grace_period: (\w+)", "10s")]
    [InlineData("deploy/systemd/csr-agent.service", @"TimeoutStopSec=(\w+)", "0s")]
    public void Stop_Grace_IsLongerThanTheServerNeeds(string file, string pattern, string drain)
    {
        var grace = DurationText.Parse(Regex.Match(Repository.Read(file), pattern).Groups[1].Value);
        var turns = DurationText.Parse(AgentSettings.All.Single(setting => setting.Name == "SHUTDOWN_TIMEOUT").Default);

        Assert.InRange(grace, DurationText.Parse(drain) + turns + TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2));
    }

    [GeneratedRegex(@"^COPY ((?!--from)(?:\S+ )+\S+)$", RegexOptions.Multiline)]
    private static partial Regex CopyPattern();

    [GeneratedRegex(@"(?:- |"")(\.\.?/[\w./-]+):/")]
    private static partial Regex MountPattern();
}
