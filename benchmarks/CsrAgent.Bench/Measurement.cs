using CsrAgent.Bench.Load;

namespace CsrAgent.Bench;

/// <summary>One server under one load, once.</summary>
/// <param name="ServerCpu">Processor time while it was counted.</param>
/// <param name="PromptBytes">Size of a request to the model.</param>
/// <param name="ModelCalls">Requests to the model for each reply.</param>
/// <param name="PeakMemory">The most that was resident while it was counted, in bytes.</param>
internal sealed record Measurement(LoadReport Load, TimeSpan ServerCpu, TimeSpan StubCpu, TimeSpan LoadCpu, double PromptBytes, double ModelCalls, long PeakMemory)
{
    public double ServerCpuPerReply => ServerCpu.TotalMicroseconds / Load.Replies;

    public double Megabytes => PeakMemory / 1024.0 / 1024.0;

    public double OthersCpuPerReply => (StubCpu + LoadCpu).TotalMicroseconds / Load.Replies;
}

/// <summary>The servers under the same load, one right after the other.</summary>
/// <param name="Least">Of a run with Redis: the least durable work on it.</param>
internal sealed record Pair(Measurement Bare, Measurement Real, Measurement? Least);

/// <param name="Cost">Of a run with Redis: what a turn costs there; measured where the stub does not wait.</param>
internal sealed record ScenarioResult(Scenario Scenario, IReadOnlyList<Pair> Pairs, TimeSpan FirstReply, TimeSpan SecondReply, Redis.TurnCost? Cost)
{
    /// <summary>The middle one of what each round gives.</summary>
    public double Median(Func<Pair, double> of)
    {
        double[] values = [.. Pairs.Select(of).Order()];
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    public int Sum(Func<LoadReport, int> of) => Pairs.Sum(pair => of(pair.Real.Load));
}
