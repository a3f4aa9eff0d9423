namespace CsrAgent.Bench;

/// <summary>One kind of load, put on both servers in turns.</summary>
/// <param name="Delay">How long the stub thinks.</param>
/// <param name="Rounds">How often each server is measured.</param>
internal sealed record Scenario(string Name, TimeSpan Delay, int Customers, int Rounds, TimeSpan WarmUp, TimeSpan Measured)
{
    public static Scenario Throughput(bool quick) =>
        new("throughput", TimeSpan.Zero, 128, quick ? 1 : 3, TimeSpan.FromSeconds(quick ? 2 : 3), TimeSpan.FromSeconds(quick ? 5 : 10));

    public static Scenario Concurrency(bool quick) =>
        new("concurrency", TimeSpan.FromSeconds(1), 2_000, quick ? 1 : 2, TimeSpan.FromSeconds(quick ? 4 : 5), TimeSpan.FromSeconds(quick ? 6 : 15));

    /// <summary>Before anything counts: both servers run until their code is compiled for good.</summary>
    public TimeSpan FirstWarmUp => Rounds > 1 ? TimeSpan.FromMinutes(1) : Measured;
}
