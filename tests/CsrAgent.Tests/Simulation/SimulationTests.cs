using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Simulation.Plants;

namespace CsrAgent.Tests.Simulation;

/// <summary>The whole engine in one process, driven by a seed: see docs/simulator.md.</summary>
[Collection(FaultsCollection.Name)]
public sealed class SimulationTests(ITestOutputHelper output)
{
    private static readonly TimeSpan PlantTime = TimeSpan.FromSeconds(60);

    /// <summary>Fresh seeds, so that each run of the tests tries other histories.</summary>
    [Fact]
    public async Task Run_FreshSeeds_FindsNothing()
    {
        if (Seeds.Replayed is { } seed)
        {
            var replayed = await Seeds.RunAsync(seed);
            foreach (var step in replayed.Trace) output.WriteLine(step);
            Assert.True(replayed.IsClean, replayed.ToString());
            return;
        }
        var report = await Seeds.SearchAsync(Seeds.Fresh(), null, Seeds.Time, TestContext.Current.CancellationToken);
        output.WriteLine(report.ToString());
        Console.WriteLine($"simulation: {report}");
        Assert.True(report.FirstFault is null, report.FirstFault?.ToString());
    }

    [Fact]
    public async Task Run_TheSameSeedTwice_TakesTheSameSteps()
    {
        foreach (var seed in Enumerable.Range(Seeds.Fresh(), 20))
        {
            var (first, second) = (await Seeds.RunAsync(seed), await Seeds.RunAsync(seed));
            var differs = first.Trace.Zip(second.Trace).FirstOrDefault(steps => steps.First != steps.Second);
            Assert.True(first.TraceHash == second.TraceHash, $"seed {seed}: {differs}");
        }
    }

    /// <summary>A simulator that finds nothing is worth what it finds when there is something.</summary>
    [Theory]
    [MemberData(nameof(Plants))]
    public async Task Run_WithAPlantedFault_FindsIt(Plant plant)
    {
        var report = await Seeds.SearchAsync(KnownSeeds.First(plant), plant, PlantTime, TestContext.Current.CancellationToken);

        Assert.NotNull(report.FirstFault);
        var without = await Seeds.RunAsync(report.FirstFault.Seed);
        Assert.True(without.IsClean, $"Seed {report.FirstFault.Seed} is found without the fault as well: {without}");
        var findings = string.Join("; ", report.FirstFault.Findings);
        output.WriteLine($"{plant} by seed {report.FirstFault.Seed}, after {report}: {findings}{report.FirstFault.Failure?.Message}");
    }

    public static TheoryData<Plant> Plants() => [.. Enum.GetValues<Plant>()];
}
