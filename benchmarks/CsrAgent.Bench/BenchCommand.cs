using CsrAgent.Bench.Cost;
using CsrAgent.Bench.Memory;
using CsrAgent.Bench.Processes;
using CsrAgent.Bench.Reports;
using CsrAgent.Bench.Stores;
using CsrAgent.Bench.Understanding;

namespace CsrAgent.Bench;

/// <summary><c>./bench</c>: runs the scenarios and prints the page.</summary>
internal static class BenchCommand
{
    private const string Usage = """
        ./bench [--redis] [--quick] [--save] [--only throughput|concurrency|saturation|arrivals|streaming]
        ./bench --cost [--quick]
        ./bench --memory [--quick]
        ./bench --understanding [--quick] [--save]
        ./bench --store [--quick] [--save]
          --redis   an API process and a worker over a redis-server of its own, which must be installed
          --quick   one short round each: a look, not a measurement
          --save    also writes docs/performance.md, or the page beside it whose name ends in redis, understanding or store
          --only    one scenario alone
          --cost    what a message costs in processor time and bytes, beside the server of a first day; needs redis-server
          --memory  what an idle conversation, an open event stream and a turn in flight hold
          --understanding   how fast and how well messages are understood, in place of the server
          --store   the embedded store with 3 million conversations beside one with 3,000; needs 5 GB of disk
          --help    this text
        """;

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (args.Contains("--help"))
        {
            await Console.Out.WriteLineAsync(Usage);
            return 0;
        }

        if (BenchOptions.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        if (options.Understanding) return await UnderstandingRun.RunAsync(options, cancellationToken);
        if (options.Memory) return await MemoryRun.RunAsync(options, cancellationToken);
        if (options.Cost) return await CostRun.RunAsync(options, cancellationToken);
        if (options.Store) return await StoreRun.RunAsync(options, cancellationToken);
        var paths = BenchPaths.Below(options.Root);
        await using var stub = await StubProcess.StartAsync(cancellationToken);
        var results = new List<ScenarioResult>();
        foreach (var scenario in options.Scenarios) results.Add(await new ScenarioRun(scenario, paths, stub).RunAsync(cancellationToken));

        var page = options.Redis
            ? RedisReportPage.Render(results, TimeProvider.System.GetUtcNow())
            : ReportPage.Render(results, TimeProvider.System.GetUtcNow());
        await Console.Out.WriteLineAsync(page);
        if (options.Save) await File.WriteAllTextAsync(options.Redis ? paths.RedisPage : paths.Page, page, cancellationToken);
        return results.SelectMany(Target.Of).All(target => target.IsReached) ? 0 : 1;
    }
}
