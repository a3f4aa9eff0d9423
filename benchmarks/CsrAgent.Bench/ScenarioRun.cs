using CsrAgent.Bench.Load;
using CsrAgent.Bench.Processes;
using CsrAgent.Bench.Redis;
using CsrAgent.Bench.Stub;

namespace CsrAgent.Bench;

/// <summary>
/// Puts one scenario's load on both servers: bare, real, bare, real. Each scenario starts its servers anew, so that memory is its own.
/// </summary>
internal sealed class ScenarioRun(Scenario scenario, BenchPaths paths, StubProcess stub)
{
    private static readonly TimeSpan NoDelay = TimeSpan.Zero;

    private int _runs;

    public async Task<ScenarioResult> RunAsync(CancellationToken cancellationToken)
    {
        await stub.DelayAsync(NoDelay, cancellationToken);
        await using var redis = scenario.OverRedis ? await RedisProcess.StartAsync() : null;
        await using var real = await MeasuredServer.StartAsync(paths, stub.Url, redis?.Url, cancellationToken);
        await stub.DelayAsync(scenario.Delay, cancellationToken);

        // The first run warms the real server up, and tells how large a prompt the others have to send.
        var size = Math.Round((await MeasureAsync(real.Group, scenario.FirstWarmUp, keepsHistory: true, cancellationToken)).PromptBytes)
            .ToString(BenchTexts.Culture);
        await using var bare = await StartAsync(cancellationToken, "bare", stub.Url, size);
        await using var min = redis is null ? null : await StartAsync(cancellationToken, "minimal-redis", stub.Url, size, redis.Url);
        await MeasureAsync(bare.Group, scenario.FirstWarmUp, keepsHistory: false, cancellationToken);
        if (min is not null) await MeasureAsync(min.Group, scenario.FirstWarmUp, keepsHistory: false, cancellationToken);

        var pairs = new List<Pair>();
        for (var round = 0; round < scenario.Rounds; round++)
        {
            var first = await MeasureAsync(bare.Group, scenario.Measured, keepsHistory: false, cancellationToken);
            var second = min is null ? null : await MeasureAsync(min.Group, scenario.Measured, keepsHistory: false, cancellationToken);
            pairs.Add(new(first, await MeasureAsync(real.Group, scenario.Measured, keepsHistory: true, cancellationToken), second));
            Progress.Tell(scenario, round, pairs[^1]);
        }

        var cost =
            redis is null || scenario.Delay > TimeSpan.Zero ? null : await TurnCost.MeasureAsync(redis, real.Group.Url, cancellationToken);
        return new(scenario, pairs, real.FirstReply, real.SecondReply, cost);
    }

    private static async Task<SelfServer> StartAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var process = BenchProcess.StartSelfAsServer(arguments);
        return new(process, new(await process.LineAsync(BenchTexts.Listening, cancellationToken) + "/chat", process));
    }

    private async Task<Measurement> MeasureAsync(
        ServerGroup server,
        TimeSpan measured,
        bool keepsHistory,
        CancellationToken cancellationToken
    )
    {
        var spread =
            scenario.Interval > TimeSpan.Zero ? scenario.Interval
            : scenario.Delay > TimeSpan.Zero ? scenario.Delay + scenario.Pause : TimeSpan.FromMilliseconds(100);
        var plan = new LoadPlan(
            server.Url,
            scenario.Customers,
            spread,
            scenario.Pause,
            scenario.WarmUp,
            measured,
            keepsHistory,
            string.Create(BenchTexts.Culture, $"{scenario.Name}{_runs++}")
        )
        {
            Interval = scenario.Interval,
            Streams = scenario.Streams && keepsHistory,
        };
        await using var load = BenchProcess.StartSelf("load", plan.Write());
        await load.LineAsync(LoadRun.Counting, cancellationToken);
        server.ForgetPeak();
        var before = await SampleAsync(server, load, cancellationToken);
        await load.LineAsync(LoadRun.Counted, cancellationToken);
        var after = await SampleAsync(server, load, cancellationToken);
        var report = LoadReport.Parse(await load.LineAsync("", cancellationToken));
        if (report.Replies == 0) throw new InvalidOperationException($"No reply was as it must be: {string.Join(", ", report.Errors)}.");
        var asked = after.Stub - before.Stub;
        return new(
            report,
            after.Server - before.Server,
            after.StubCpu - before.StubCpu,
            after.Load - before.Load,
            asked.BytesPerRequest,
            (double)asked.Requests / report.Replies,
            after.Peak
        );
    }

    private async Task<Sample> SampleAsync(ServerGroup server, BenchProcess load, CancellationToken cancellationToken)
    {
        var (serverCpu, stubCpu, loadCpu) = (server.Cpu, stub.Cpu, load.Cpu);
        return new(serverCpu, stubCpu, loadCpu, await stub.FiguresAsync(cancellationToken), server.PeakMemory);
    }

    private sealed record SelfServer(BenchProcess Process, ServerGroup Group) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }

    private sealed record Sample(TimeSpan Server, TimeSpan StubCpu, TimeSpan Load, StubFigures Stub, long Peak);
}
