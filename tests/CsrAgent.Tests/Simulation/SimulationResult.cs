using CsrAgent.Histories;

namespace CsrAgent.Tests.Simulation;

/// <param name="Failure">An exception that nobody handled, or null.</param>
/// <param name="TraceHash">The same for every run of the seed.</param>
internal sealed record SimulationResult(
    int Seed,
    IReadOnlyList<Finding> Findings,
    Exception? Failure,
    string TraceHash,
    IReadOnlyList<string> Trace
)
{
    public bool IsClean => Findings.Count == 0 && Failure is null;

    /// <summary>What is wrong and how to see it again.</summary>
    public override string ToString() =>
        $"""
            Seed {Seed}: {string.Join("\n", Findings.Select(finding => finding.ToString()).Append(Failure?.ToString()))}
            To replay it: CSR_SIMULATION_SEED={Seed} ./test --filter-class '*SimulationTests*'
            """;
}
