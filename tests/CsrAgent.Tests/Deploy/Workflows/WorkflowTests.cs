using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Deploy.Workflows;

/// <summary>The workflows of .github, which run nowhere but there: their fields, versions and references.</summary>
public sealed class WorkflowTests
{
    public static TheoryData<string> Files => [.. Repository.FilesIn(".github/workflows", "yml")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_HasNoFault(string file) => Assert.Empty(WorkflowLint.FaultsIn(YamlFile.Read(file).Single()));

    [Theory]
    [InlineData("ci", "timeout-minutes: 30", "timeout_minutes: 30")]
    [InlineData("ci", "actions/checkout@v5", "actions/checkout@main")]
    [InlineData("ci", "matrix.run }}", "matrix.command }}")]
    [InlineData("ci", "contents: read", "contents: all")]
    [InlineData("release", "needs: [test, image]", "needs: [tests, image]")]
    [InlineData("release", "needs.image.outputs.digest", "needs.image.outputs.hash")]
    [InlineData("release", "steps.build.outputs.digest", "steps.push.outputs.digest")]
    [InlineData("release", "        run: cosign sign", "        runs: cosign sign")]
    [InlineData("deploy", "inputs.version", "inputs.tag")]
    [InlineData("deploy", "failure()", "failure() && github.event.inputs.x }} ${{ jobs.x")]
    [InlineData("codeql", "cron: \"17 4 * * 1\"", "cron: \"17 4 * *\"")]
    [InlineData("ci", "run: ${{ matrix.run }}", "run: echo ${{ github.event.pull_request.title }}")]
    public void Workflow_WithAMistake_HasAFault(string name, string right, string wrong)
    {
        var text = Repository.Read($".github/workflows/{name}.yml");
        Assert.Contains(right, text, StringComparison.Ordinal);

        Assert.NotEmpty(WorkflowLint.FaultsIn(YamlFile.Parse(text.Replace(right, wrong, StringComparison.Ordinal)).Single()));
    }
}
