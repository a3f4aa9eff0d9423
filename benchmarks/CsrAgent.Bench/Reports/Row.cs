namespace CsrAgent.Bench.Reports;

/// <summary>One figure, for each server.</summary>
/// <param name="Minimal">Empty unless the run uses Redis.</param>
internal sealed record Row(string Name, string Bare, string Minimal, string Real, string Ratio = "")
{
    public static IEnumerable<Row> Of(ScenarioResult result)
    {
        yield return Of(result, "Replies per second", m => m.Load.Throughput, "N0");
        yield return Of(result, "Latency p50, ms", m => m.Load.P50, "N1");
        yield return Of(result, "Latency p95, ms", m => m.Load.P95, "N1");
        yield return Of(result, "Latency p99, ms", m => m.Load.P99, "N1");
        yield return Of(result, "Latency p99.9, ms", m => m.Load.P999, "N1");
        if (result.Scenario.Streams)
        {
            yield return OfReal(result, "First words p50, ms", m => m.Load.FirstTokenP50);
            yield return OfReal(result, "First words p95, ms", m => m.Load.FirstTokenP95);
        }
        yield return Of(result, "Server CPU time per reply, µs", m => m.ServerCpuPerReply, "N0");
        yield return Of(result, "Stub and load CPU time per reply, µs", m => m.OthersCpuPerReply, "N0");
        yield return Of(result, "Model request, bytes", m => m.PromptBytes, "N0");
        yield return Of(result, "Model requests per reply", m => m.ModelCalls, "N2");
        yield return Of(result, "Peak resident memory, MB", m => m.Megabytes, "N0");
        yield return new(
            "Errors",
            Sum(result, pair => pair.Bare),
            OverRedis(result, () => Sum(result, pair => pair.Minimal!)),
            Sum(result, pair => pair.Real)
        );
    }

    private static Row Of(ScenarioResult result, string name, Func<Measurement, double> of, string format) =>
        new(
            name,
            result.Median(pair => of(pair.Bare)).ToString(format, BenchTexts.Culture),
            OverRedis(result, () => result.Median(pair => of(pair.Minimal!)).ToString(format, BenchTexts.Culture)),
            result.Median(pair => of(pair.Real)).ToString(format, BenchTexts.Culture),
            result.Median(pair => of(pair.Real) / of(pair.Bare)).ToString("0.00", BenchTexts.Culture)
        );

    private static Row OfReal(ScenarioResult result, string name, Func<Measurement, double> of) =>
        new(name, "", "", result.Median(pair => of(pair.Real)).ToString("N1", BenchTexts.Culture));

    private static string OverRedis(ScenarioResult result, Func<string> render) => result.Scenario.OverRedis ? render() : "";

    private static string Sum(ScenarioResult result, Func<Pair, Measurement> of) =>
        result.Pairs.Sum(pair => of(pair).Load.ErrorCount).ToString("N0", BenchTexts.Culture);
}
