using System.Text.RegularExpressions;
using CsrAgent.Tests.Architecture;
using Json.Schema;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Tests.Deploy.Workflows;

/// <summary>Compares a workflow with workflow.schema.json, and its references with what they refer to.</summary>
internal static partial class WorkflowLint
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(
        Repository.Read("tests/CsrAgent.Tests/Deploy/Workflows/workflow.schema.json")
    );

    /// <summary>One line about each fault.</summary>
    public static IReadOnlyList<string> FaultsIn(YamlNode workflow)
    {
        var faults = Schema.FaultsIn(workflow.ToJson()).ToList();
        foreach (var (name, job) in ((YamlMappingNode?)workflow.Find("jobs") ?? []).Children)
        {
            var unknown = Needs(job).Where(need => workflow.Find($"jobs.{need}") is null);
            faults.AddRange(unknown.Select(need => $"{name} needs {need}, which is no job."));
            faults.AddRange(References(job).Where(one => !Refers(one, job, workflow)).Select(one => $"{name}: there is no {one}."));
            // Whoever opens a pull request writes these: in a script they are code.
            faults.AddRange(
                job.Items("steps")
                    .Select(step => step.Text("run"))
                    .OfType<string>()
                    .SelectMany(run => UntrustedPattern().Matches(run))
                    .Select(match => $"{name}: {match.Value} in a script; pass it as a variable of the environment.")
            );
        }
        return faults;
    }

    private static IEnumerable<string> Needs(YamlNode job) =>
        job.Find("needs") switch
        {
            YamlScalarNode one => [one.Value!],
            YamlSequenceNode several => several.Select(need => need.ToString()),
            _ => [],
        };

    /// <summary>What the expressions of a job name, such as <c>needs.image.outputs.digest</c>.</summary>
    private static IEnumerable<string> References(YamlNode job) =>
        job.AllNodes.OfType<YamlScalarNode>()
            .SelectMany(text => ExpressionPattern().Matches(text.Value ?? ""))
            .SelectMany(expression => ReferencePattern().Matches(expression.Value))
            .Select(match => match.Value)
            .Distinct();

    private static bool Refers(string reference, YamlNode job, YamlNode workflow) =>
        reference.Split('.') switch
        {
            ["needs", var need, "outputs", var output] => Needs(job).Contains(need)
                && workflow.Find($"jobs.{need}.outputs.{output}") is not null,
            ["steps", var step, "outputs", ..] => job.Items("steps").Any(one => one.Text("id") == step),
            ["inputs", var input] => workflow.Find($"on.workflow_dispatch.inputs.{input}") is not null,
            ["matrix", var name] => job.Find($"strategy.matrix.{name}") is not null
                || job.Items("strategy.matrix.include").Any(row => row.Find(name) is not null),
            ["env", var name] => (job.Find($"env.{name}") ?? workflow.Find($"env.{name}")) is not null,
            ["github" or "secrets" or "runner", ..] => true,
            _ => false,
        };

    [GeneratedRegex(@"\$\{\{(.*?)\}\}")]
    private static partial Regex ExpressionPattern();

    [GeneratedRegex(@"(?<![\w.'])[a-z]+(?:\.[\w-]+)+")]
    private static partial Regex ReferencePattern();

    [GeneratedRegex(@"\$\{\{\s*github\.(event\.|head_ref)[^}]*\}\}")]
    private static partial Regex UntrustedPattern();
}
