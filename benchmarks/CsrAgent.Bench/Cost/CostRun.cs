using System.Text;
using CsrAgent.Bench.Processes;
using CsrAgent.Bench.Redis;
using CsrAgent.Bench.Reports;

namespace CsrAgent.Bench.Cost;

/// <summary>
/// <c>./bench --cost</c>: what a message costs each server, in processor time and in bytes, at 64 connections and a stub that answers at
/// once. The servers are measured in turns, so that whatever else the machine does meets them all.
/// </summary>
internal static class CostRun
{
    private const double EmbeddedGoal = 2.3,
        RedisGoal = 2.7;

    /// <summary>1 when a message costs more than the goals allow.</summary>
    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var paths = BenchPaths.Below(options.Root);
        await using var stub = await StubProcess.StartAsync(cancellationToken);
        var servers = new List<CostServer>();
        try
        {
            servers.Add(await FirstDayAsync(stub.Url, cancellationToken));
            servers.Add(await AgentAsync("CSR Agent, embedded", paths, stub.Url, redis: null, cancellationToken));
            servers.Add(await AgentAsync("CSR Agent, over Redis", paths, stub.Url, await RedisProcess.StartAsync(), cancellationToken));
            await MeasureAsync(servers, options.Quick, cancellationToken);
        }
        finally
        {
            foreach (var server in servers) await server.DisposeAsync();
        }

        await Console.Out.WriteLineAsync(Render(servers, options.Quick));
        var first = servers[0].Median(row => row.Cpu);
        return servers[1].Median(row => row.Cpu) <= EmbeddedGoal * first && servers[2].Median(row => row.Cpu) <= RedisGoal * first ? 0 : 1;
    }

    private static async Task MeasureAsync(List<CostServer> servers, bool quick, CancellationToken cancellationToken)
    {
        var (warmUp, measured, rounds) = quick ? (20, 4, 2) : (40, 10, 5);
        foreach (var server in servers)
        {
            await server.MeasureAsync(TimeSpan.FromSeconds(warmUp), TimeSpan.FromSeconds(1), counts: false, cancellationToken);
        }
        for (var round = 0; round < rounds; round++)
        {
            foreach (var server in servers)
            {
                await server.MeasureAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(measured), counts: true, cancellationToken);
            }
        }
    }

    private static async Task<CostServer> FirstDayAsync(string stub, CancellationToken cancellationToken)
    {
        var redis = await RedisProcess.StartAsync();
        var process = BenchProcess.StartSelfAsServer("first-day", stub, redis.Url);
        var url = await process.LineAsync(BenchTexts.Listening, cancellationToken);
        return new("First day", new(url + "/chat", process), AllocationCounter.OfBenchServer(url), redis, process);
    }

    private static async Task<CostServer> AgentAsync(
        string name,
        BenchPaths paths,
        string stub,
        RedisProcess? redis,
        CancellationToken cancellationToken
    )
    {
        var server = await MeasuredServer.StartAsync(paths, stub, redis?.Url, cancellationToken);
        return new(name, server.Group, AllocationCounter.OfAgent(server.Addresses), redis, server);
    }

    private static string Render(List<CostServer> servers, bool quick)
    {
        var first = servers[0];
        var table = new StringBuilder();
        table.Append(
            BenchTexts.Culture,
            $"""
            Measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd} on {Machine.Describe()}{(quick ? ", with `--quick`" : "")}: 64
            connections, stub at 0 ms, medians of {first.Rows.Count} rounds. The goals are {EmbeddedGoal} times the processor time of the
            first day's server embedded and {RedisGoal} times over Redis.

            | A message | User, µs | Kernel, µs | Both, µs | To first day | Redis, µs | Allocated, kB | Replies/s | To first day |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |

            """
        );
        foreach (var server in servers)
        {
            table.Append(
                BenchTexts.Culture,
                $"| {server.Name} | {server.Median(row => row.User):0} | {server.Median(row => row.Kernel):0} "
                    + $"| {server.Median(row => row.Cpu):0} | {server.Median(row => row.Cpu) / first.Median(row => row.Cpu):0.00} "
                    + $"| {server.Median(row => row.Redis):0} | {server.Median(row => row.Allocated) / 1000:0.0} "
                    + $"| {server.Median(row => row.Load.Throughput):N0} "
                    + $"| {server.Median(row => row.Load.Throughput) / first.Median(row => row.Load.Throughput):0.00} |\n"
            );
        }
        table.Append(
            BenchTexts.Culture,
            $"\nErrors, lost, duplicated: {Sum(servers, row => row.Load.ErrorCount)}, {Sum(servers, row => row.Load.Lost)}, "
                + $"{Sum(servers, row => row.Load.Doubled)} ({Sum(servers, row => row.Load.CheckedMessages):N0} messages checked).\n"
        );
        return table.ToString().ReplaceLineEndings("\n");
    }

    private static int Sum(List<CostServer> servers, Func<CostRow, int> of) => servers.Sum(server => server.Rows.Sum(of));
}
