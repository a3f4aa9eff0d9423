using CsrAgent.Tests.Architecture;
using Json.Schema;

namespace CsrAgent.Tests.Deploy.Compose;

/// <summary>The compose files against the schema of the Compose Specification, as <c>docker compose config</c> reads them.</summary>
public sealed class ComposeSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(
        Repository.Read("tests/CsrAgent.Tests/Deploy/Compose/compose.schema.json")
    );

    [Theory]
    [MemberData(nameof(ContainerTests.ComposeFiles), MemberType = typeof(ContainerTests))]
    public void Compose_EachField_IsOfTheSpecification(string file) => Assert.Empty(FaultsIn(Repository.Read(file)));

    [Theory]
    [InlineData("read_only: true", "readonly: true")]
    [InlineData("restart: unless-stopped", "restart: [unless-stopped]")]
    [InlineData("stop_grace_period: 60s", "stop_grace_period: 60")]
    [InlineData("limits: {", "limit: {")]
    [InlineData("volumes:\n  data:", "volume:\n  data:")]
    [InlineData("build: { context", "build: { folder")]
    public void Compose_WithAMistake_IsRefused(string right, string wrong)
    {
        var text = Repository.Read("deploy/compose.small.yaml");
        Assert.Contains(right, text, StringComparison.Ordinal);

        Assert.NotEmpty(FaultsIn(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static List<string> FaultsIn(string text) =>
        [.. Schema.FaultsIn(YamlFile.Parse(text).Single().ToJson())];
}
