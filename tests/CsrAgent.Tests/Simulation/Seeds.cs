using System.Globalization;
using System.Security.Cryptography;
using CsrAgent.Settings;
using CsrAgent.Tests.Simulation.Plants;

namespace CsrAgent.Tests.Simulation;

/// <summary>Which seeds are run, and for how long.</summary>
internal static class Seeds
{
    /// <summary>The seed to replay, or null for fresh ones.</summary>
    public static int? Replayed { get; } =
        Variable("CSR_SIMULATION_SEED") is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : null;

    /// <summary>How long to look for a seed that fails.</summary>
    public static TimeSpan Time { get; } = DurationText.Parse(Variable("CSR_SIMULATION_TIME") ?? "90s");

    public static int Fresh() => RandomNumberGenerator.GetInt32(int.MaxValue / 2);

    public static Task<SimulationResult> RunAsync(int seed, Plant? plant = null) => OnItsOwnThread(() => Simulation.Run(seed, plant));

    /// <summary>Runs one seed after the other on every processor, until one is found that is not clean, or the time is up.</summary>
    public static async Task<SeedReport> SearchAsync(int first, Plant? plant, TimeSpan time, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var report = new SeedReport(first);
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => OnItsOwnThread(Search)));
        return report;

        bool Search()
        {
            while (report.FirstFault is null && TimeProvider.System.GetElapsedTime(begun) < time)
            {
                cancellationToken.ThrowIfCancellationRequested();
                report.Add(Simulation.Run(report.Next(), plant));
            }
            return true;
        }
    }

    private static Task<T> OnItsOwnThread<T>(Func<T> run) =>
        Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
