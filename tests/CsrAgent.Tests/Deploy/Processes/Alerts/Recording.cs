namespace CsrAgent.Tests.Deploy.Processes.Alerts;

/// <summary>What a fault did to the metrics of each process.</summary>
/// <param name="Targets">Before the fault was made, and while it was there.</param>
internal sealed record Recording(params IReadOnlyList<(Scrape Before, Scrape During)> Targets)
{
    /// <summary>False: it happened once. True: what was counted goes on as long as the fault.</summary>
    public bool GoesOn { get; init; } = true;

    /// <summary>A metric of which the fault made a part only, and how many times as much there would be.</summary>
    public (string Metric, int Times) Magnified { get; init; } = ("", 1);
}
