using CsrAgent.Bench.Load;
using CsrAgent.Bench.Redis;

namespace CsrAgent.Bench;

/// <param name="Cost">Of a run with Redis: what a turn costs there; measured where the stub does not wait.</param>
internal sealed record ScenarioResult(
    Scenario Scenario,
    IReadOnlyList<Pair> Pairs,
    TimeSpan FirstReply,
    TimeSpan SecondReply,
    TurnCost? Cost
)
{
    /// <summary>The middle one of what each round gives.</summary>
    public double Median(Func<Pair, double> of)
    {
        double[] values = [.. Pairs.Select(of).Order()];
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    public int Sum(Func<LoadReport, int> of) => Pairs.Sum(pair => of(pair.Real.Load));
}
