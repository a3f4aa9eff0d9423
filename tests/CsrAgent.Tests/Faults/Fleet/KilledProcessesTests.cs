using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>Processes of a fleet die without warning while customers write.</summary>
public sealed class KilledProcessesTests(ITestOutputHelper output) : FleetTest(output)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Kill_AnyProcessEveryTwoSeconds_AnswersEveryAcceptedMessageExactlyOnce()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(2, 3, redis.Url);
        var random = new Random(20261125);
        var restarts = new Dictionary<RealServer, Task>();

        await ProveAsync(
            "SIGKILL of a random process",
            fleet,
            FleetSize.Of(full: 2_000, quick: 80),
            async load =>
            {
                await AgainAndAgainAsync(
                    load,
                    Every,
                    async () =>
                    {
                        // Where a start takes longer than two deaths, nobody would be left to answer, or to kill.
                        while (Victims() is []) await Task.WhenAny(restarts.Values.Where(restart => !restart.IsCompleted));
                        var victim = random.GetItems(Victims(), 1)[0];
                        restarts[victim] = RestartAsync(victim);
                    }
                );
                await Task.WhenAll(restarts.Values);
            }
        );

        // One of each role stays alive, another one each time.
        RealServer[] Victims() => [.. AllButOne(fleet.Apis), .. AllButOne(fleet.Workers)];

        IEnumerable<RealServer> AllButOne(IEnumerable<RealServer> servers) =>
            servers.Where(server => restarts.GetValueOrDefault(server) is null or { IsCompleted: true }).Shuffle().Skip(1);
    }

    /// <summary>One after the other: a message that waits longer waits for nobody.</summary>
    [Fact]
    public async Task Kill_OneWorkerNowAndThen_NoMessageWaitsLongerThanALease()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(1, 2, redis.Url);

        var load = await ProveAsync(
            "SIGKILL of one worker after the other",
            fleet,
            FleetSize.Of(full: 1_000, quick: 80),
            load =>
                EachInTurnAsync(
                    load,
                    fleet.Workers,
                    async worker =>
                    {
                        await RestartAsync(worker);
                        // What the dead one held is taken over before the other one dies.
                        await Task.Delay(Fleet.Lease * 2, TimeProvider.System, Token);
                    }
                )
        );

        Assert.InRange(load.MaxWaitOfOneMessage, TimeSpan.Zero, Fleet.Lease + TimeSpan.FromSeconds(5));
    }

    private static async Task RestartAsync(RealServer victim)
    {
        await victim.KillAsync();
        await victim.StartAsync();
    }
}
