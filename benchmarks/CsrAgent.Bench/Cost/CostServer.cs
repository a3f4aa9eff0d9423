using CsrAgent.Bench.Load;
using CsrAgent.Bench.Processes;
using CsrAgent.Bench.Redis;

namespace CsrAgent.Bench.Cost;

/// <summary>One of the servers that are compared.</summary>
/// <param name="Name">In the table.</param>
/// <param name="Allocated">Where it says how many bytes it has allocated.</param>
/// <param name="Redis">Its own; null without one.</param>
/// <param name="Owner">Ends its processes.</param>
internal sealed record CostServer(string Name, ServerGroup Group, AllocationCounter Allocated, RedisProcess? Redis, IAsyncDisposable Owner)
    : IAsyncDisposable
{
    private const int Customers = 64;

    private static readonly TimeSpan Spread = TimeSpan.FromMilliseconds(100);

    public List<CostRow> Rows { get; } = [];

    public async Task MeasureAsync(TimeSpan warmUp, TimeSpan measured, bool counts, CancellationToken cancellationToken)
    {
        var name = string.Create(BenchTexts.Culture, $"{Guid.NewGuid():N}");
        var plan = new LoadPlan(Group.Url, Customers, Spread, TimeSpan.Zero, warmUp, measured, Allocated.IsAgent, name);
        await using var load = BenchProcess.StartSelf("load", plan.Write());
        await load.LineAsync(LoadRun.Counting, cancellationToken);
        var before = await SampleAsync(cancellationToken);
        await load.LineAsync(LoadRun.Counted, cancellationToken);
        var after = await SampleAsync(cancellationToken);
        var report = LoadReport.Parse(await load.LineAsync("", cancellationToken));
        if (report.Replies == 0) throw new InvalidOperationException($"{Name} gave no reply: {string.Join(", ", report.Errors)}.");
        if (!counts) return;
        Rows.Add(
            new(
                report,
                (after.User - before.User).TotalMicroseconds / report.Replies,
                (after.Kernel - before.Kernel).TotalMicroseconds / report.Replies,
                (after.Allocated - before.Allocated) / report.Replies,
                (after.Redis - before.Redis).TotalMicroseconds / report.Replies
            )
        );
    }

    public double Median(Func<CostRow, double> of)
    {
        double[] values = [.. Rows.Select(of).Order()];
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        Allocated.Dispose();
        if (Redis is not null) await Redis.DisposeAsync();
    }

    private async Task<Sample> SampleAsync(CancellationToken cancellationToken)
    {
        // The counter first: reading it costs the server some time, which must not be counted.
        var allocated = await Allocated.ReadAsync(cancellationToken);
        return new(Group.UserCpu, Group.KernelCpu, allocated, Redis?.Process.Cpu ?? TimeSpan.Zero);
    }

    private sealed record Sample(TimeSpan User, TimeSpan Kernel, double Allocated, TimeSpan Redis);
}
