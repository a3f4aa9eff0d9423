using CsrAgent.Tests.Faults.Fleet;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults;

/// <summary>
/// The machine's clock jumps, as when it is set by hand or a virtual machine wakes up: two hours on, back, ten minutes before. Nobody is
/// handed over for it, refused, or answered twice.
/// </summary>
public sealed class SteppedClockTests(ITestOutputHelper output) : FleetTest(output)
{
    private static readonly int[] Steps = [7200, 0, -600, 0];

    [Fact]
    public async Task Step_OneProcessOnSqlite_HarmsNobody()
    {
        using var clock = new SteppedClock();
        await using var server = await RealServer.StartAsync([
            ("CLAUDE_BASE_URL", Claude.BaseAddress),
            ("CLAUDE_API_KEY", "test"),
            ("MODEL_RETRY_DELAY", "50ms"),
            ("RATE_LIMIT_PER_USER", "600"),
            ("RATE_LIMIT_GLOBAL", "100000"),
            ("LOG_LEVEL", "Warning"),
            .. clock.Settings,
        ]);
        var customers = Enumerable.Range(0, 12).Select(i => new Customer(server.BaseAddress, $"c{i}", i)).ToList();
        using var stop = new CancellationTokenSource();
        var talks = customers.Select(c => Task.Run(() => c.TalkAsync(stop.Token, Token), Token)).ToList();
        foreach (var step in Steps)
        {
            var enough = customers.Sum(c => c.Accepted) + 60;
            await Until.TrueAsync(() => customers.Sum(c => c.Accepted) >= enough, "the customers could talk");
            await clock.StepAsync(step, server.BaseAddress);
        }

        await stop.CancelAsync();
        await Task.WhenAll(talks);
        using var admin = new ChatClient(server.BaseAddress, ("X-API-Key", RealServer.ApiKey));
        var audit = new HistoryAudit(admin);
        await audit.CheckAsync(customers.SelectMany(c => c.Sent));
        customers.ForEach(c => c.Dispose());
        Report($"Clock stepped, SQLite: {Steps.Length} times, {audit}");
        Assert.Empty(audit.Faults.Take(10));
        Assert.Equal((audit.Accepted, 0, 0), (audit.AnsweredOnce, audit.HandedOver, audit.DeadLetters));
        Assert.InRange(audit.Accepted, 240, int.MaxValue);
    }

    [Fact]
    public async Task Step_ClockOfOneOfTwoWorkersOverRedis_HarmsNobody()
    {
        using var clock = new SteppedClock();
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(1, 1, redis.Url, ("MAX_SILENCE", "3m"));
        var stepped = await fleet.AddWorkerAsync(clock.Settings);
        var next = 0;

        await ProveAsync(
            "Clock of one worker stepped",
            fleet,
            FleetSize.Of(full: 1_000, quick: 80),
            async load =>
            {
                while (!load.IsOver)
                {
                    foreach (var step in Steps.Skip(next++ % 2 * 2).Take(2)) await clock.StepAsync(step, stepped.BaseAddress);
                    // There and back.
                    load.Struck();
                }
            }
        );

        Assert.InRange(next * 2, Steps.Length, int.MaxValue);
    }
}
