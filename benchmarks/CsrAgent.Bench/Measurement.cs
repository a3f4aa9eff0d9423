using CsrAgent.Bench.Load;

namespace CsrAgent.Bench;

/// <summary>One server under one load, once.</summary>
/// <param name="ServerCpu">Processor time while it was counted.</param>
/// <param name="PromptBytes">Size of a request to the model.</param>
/// <param name="ModelCalls">Requests to the model for each reply.</param>
internal sealed record Measurement(LoadReport Load, TimeSpan ServerCpu, TimeSpan StubCpu, TimeSpan LoadCpu, double PromptBytes, double ModelCalls)
{
    public double ServerCpuPerReply => ServerCpu.TotalMicroseconds / Load.Replies;

    public double OthersCpuPerReply => (StubCpu + LoadCpu).TotalMicroseconds / Load.Replies;
}

/// <summary>Both servers under the same load, one right after the other.</summary>
internal sealed record Pair(Measurement Bare, Measurement Real);

/// <param name="PeakMemory">Of the real server, in bytes.</param>
internal sealed record ScenarioResult(Scenario Scenario, IReadOnlyList<Pair> Pairs, long BarePeakMemory, long PeakMemory, TimeSpan FirstReply, TimeSpan SecondReply)
{
    /// <summary>The middle one of what each round gives.</summary>
    public double Median(Func<Pair, double> of)
    {
        double[] values = [.. Pairs.Select(of).Order()];
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    public int Sum(Func<LoadReport, int> of) => Pairs.Sum(pair => of(pair.Real.Load));
}
