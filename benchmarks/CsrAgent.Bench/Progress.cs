namespace CsrAgent.Bench;

/// <summary>One line a round on the error output, so that the wait has a face and the output stays the table.</summary>
internal static class Progress
{
    public static void Tell(Scenario scenario, int round, Pair pair) =>
        Console.Error.WriteLine(
            string.Create(
                BenchTexts.Culture,
                $"{scenario.Name} {round + 1}/{scenario.Rounds}: bare {Of(pair.Bare)} | real {Of(pair.Real)} "
                    + $"| ratio {pair.Real.Load.Throughput / pair.Bare.Load.Throughput:0.00}"
            )
        );

    private static string Of(Measurement m) =>
        string.Create(
            BenchTexts.Culture,
            $"{m.Load.Throughput:0}/s p50 {m.Load.P50:0.0} p95 {m.Load.P95:0.0} p99 {m.Load.P99:0.0} ms, cpu "
                + $"{m.ServerCpuPerReply:0}+{m.OthersCpuPerReply:0} µs, prompt {m.PromptBytes:0} B, calls {m.ModelCalls:0.00}, errors "
                + $"{Errors(m)}"
        );

    private static string Errors(Measurement m) =>
        m.Load.ErrorCount == 0 ? "0" : string.Join(", ", m.Load.Errors.Select(error => $"{error.Key}: {error.Value}"));
}
