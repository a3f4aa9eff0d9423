using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>One worker's clock is wrong: that must be told, and harm nobody.</summary>
public sealed class WrongClockTests(ITestOutputHelper output) : FleetTest(output)
{
    private static readonly TimeSpan Slowly = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Work_OneOfTwoWorkersIs200SecondsAhead_NobodyIsHandedOverAndNoLeaseIsStolen()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(1, 1, redis.Url, ("MAX_SILENCE", "3m"));
        var wrong = await fleet.AddWorkerAsync(WrongClock.Ahead(seconds: 200));
        Assert.Contains("The clock of this machine is 200.0 s ahead of that of Redis", wrong.Output, StringComparison.Ordinal);

        await ProveAsync(
            "A worker 200 s ahead",
            fleet,
            FleetSize.Of(full: 500, quick: 60),
            async load =>
            {
                while (!load.IsOver)
                {
                    await Task.Delay(Slowly, TimeProvider.System, Token);
                    load.Struck();
                }
            }
        );

        var right = fleet.Workers[0];
        Assert.DoesNotContain("was lost", right.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("was refused", right.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("clock", right.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_OneOfTwoProcessesIs200SecondsAhead_RefusesNobodyAtTheOther()
    {
        await using var redis = await RedisServer.StartAsync();
        (string, string)[] limit = [("REDIS_URL", redis.Url), ("RATE_LIMIT_GLOBAL", "1000")];
        await using var right = await RealServer.StartAsync(limit);
        await using var wrong = await RealServer.StartAsync([.. limit, .. WrongClock.Ahead(seconds: 200)]);
        using var there = new ChatClient(wrong.BaseAddress);
        using var here = new ChatClient(right.BaseAddress);

        (await there.SayAsync("s1", "When are you open?")).Is(200);

        (await here.SayAsync("s2", "When are you open?")).Is(200);
    }
}
