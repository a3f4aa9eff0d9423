using CsrAgent.Bench.Load;

namespace CsrAgent.Bench.Reports;

/// <summary>A target that the project has set itself, and whether this run reached it.</summary>
internal sealed record Target(string What, string Goal, string Reached, bool IsReached)
{
    private const double ThroughputRatio = 0.4,
        MedianOverhead = 10,
        TailOverhead = 50,
        Memory = 400;
    private const double RedisThroughputRatio = 0.3,
        RedisMedianOverhead = 15,
        RedisTailOverhead = 75,
        Commands = 5;

    public static IEnumerable<Target> Of(ScenarioResult result) =>
        result.Scenario switch
        {
            { Delay.Ticks: 0 } => OfThroughput(result),
            { Pause.Ticks: > 0 } => OfConcurrency(result),
            { Streams: true } => OfStreams(result),
            { Interval.Ticks: > 0 } => OfArrivals(result),
            _ => [NoFault("2,000 turns in flight: errors, lost, duplicated", result)],
        };

    private static IEnumerable<Target> OfThroughput(ScenarioResult result)
    {
        var ratio = result.Median(pair => pair.Real.Load.Throughput / pair.Bare.Load.Throughput);
        var goal = result.Scenario.OverRedis ? RedisThroughputRatio : ThroughputRatio;
        yield return new("Throughput relative to bare", $"at least {goal}", $"{ratio:0.00}", ratio >= goal);
        if (result.Cost is { } cost)
        {
            yield return new("Redis commands per turn", $"at most {Commands}", $"{cost.Commands:0.0}", cost.Commands <= Commands);
        }
        yield return NoFault("Stub at 0 ms: errors, lost, duplicated", result);
    }

    private static IEnumerable<Target> OfConcurrency(ScenarioResult result)
    {
        var delay = result.Scenario.Delay.TotalMilliseconds;
        var (p50, p95) = (result.Median(pair => pair.Real.Load.P50) - delay, result.Median(pair => pair.Real.Load.P95) - delay);
        var (median, tail) = result.Scenario.OverRedis ? (RedisMedianOverhead, RedisTailOverhead) : (MedianOverhead, TailOverhead);
        yield return new("Overhead over the stub, p50", $"under {median:0} ms", $"{p50:0.0} ms", p50 < median);
        yield return new("Overhead over the stub, p95", $"under {tail:0} ms", $"{p95:0.0} ms", p95 < tail);
        var memory = result.Pairs.Max(pair => pair.Real.Megabytes);
        if (!result.Scenario.OverRedis)
        {
            yield return new("Peak resident memory", $"under {Memory:0} MB", $"{memory:0} MB", memory < Memory);
        }
        yield return NoFault(
            string.Create(BenchTexts.Culture, $"{result.Scenario.Customers:N0} conversations: errors, lost, duplicated"),
            result
        );
    }

    private static IEnumerable<Target> OfArrivals(ScenarioResult result)
    {
        const string Title = "1,000 messages a second from 10,000 conversations";
        yield return Overhead($"{Title}: overhead p50", 5, result, load => load.P50);
        yield return Overhead($"{Title}: overhead p95", 30, result, load => load.P95);
        yield return Overhead($"{Title}: overhead p99", 120, result, load => load.P99);
        var memory = result.Pairs.Max(pair => pair.Real.Megabytes);
        yield return new($"{Title}: peak resident memory", "under 600 MB", $"{memory:0} MB", memory < 600);
        yield return NoFault($"{Title}: errors, lost, duplicated", result);
    }

    private static IEnumerable<Target> OfStreams(ScenarioResult result)
    {
        yield return Overhead("500 streamed replies a second: overhead to the first words, p95", 10, result, load => load.FirstTokenP95);
        yield return NoFault("500 streamed replies a second: errors, lost, duplicated", result);
    }

    private static Target Overhead(string what, double max, ScenarioResult result, Func<LoadReport, double> of)
    {
        var overhead = result.Median(pair => of(pair.Real.Load)) - result.Scenario.Delay.TotalMilliseconds;
        return new(what, $"under {max:0} ms", $"{overhead:0.0} ms", overhead < max);
    }

    private static Target NoFault(string what, ScenarioResult result)
    {
        var (errors, lost, duplicated) = (
            result.Sum(load => load.ErrorCount),
            result.Sum(load => load.Lost),
            result.Sum(load => load.Doubled)
        );
        return new(
            what,
            "none",
            $"{errors}, {lost}, {duplicated} ({result.Sum(load => load.CheckedMessages):N0} messages checked)",
            errors + lost + duplicated == 0
        );
    }
}
