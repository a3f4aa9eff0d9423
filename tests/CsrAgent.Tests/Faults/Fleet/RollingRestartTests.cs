using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>
/// An update: behind a balancer, every process is stopped in good order and started again, one after the other, while customers write.
/// </summary>
public sealed class RollingRestartTests(ITestOutputHelper output) : FleetTest(output)
{
    /// <summary>For each single message. Leases are three times as long: what a stopped process holds must be given back.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Restart_EachProcessInTurn_BreaksNoRequest()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(2, 2, redis.Url, ("DRAIN_TIME", "2s"), ("LEASE_TIME", "30s"));
        await using var ready = new ReadyServers(fleet);

        var load = await ProveAsync(
            "Rolling restart",
            fleet,
            FleetSize.Of(full: 2_000, quick: 150),
            load => EachInTurnAsync(load, fleet.All, RestartAsync),
            ready.Addresses
        );

        // A refused connection, or a 503, tells the client to come again; a request that was taken is answered.
        Assert.Equal((0, 0), (load.Broken, load.Cut));
        Assert.InRange(load.MaxWaitOfOneMessage, TimeSpan.Zero, MaxWait);
    }

    [Fact]
    public async Task Stop_OneWorkerAfterTheOther_NoMessageWaitsForALease()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(1, 3, redis.Url, ("LEASE_TIME", "30s"));

        var load = await ProveAsync(
            "SIGTERM of one worker after the other",
            fleet,
            FleetSize.Of(full: 1_000, quick: 100),
            load => EachInTurnAsync(load, fleet.Workers, RestartAsync)
        );

        Assert.InRange(load.MaxWaitOfOneMessage, TimeSpan.Zero, MaxWait);
    }

    private static async Task RestartAsync(RealServer server)
    {
        Assert.Equal(0, await server.StopAsync());
        await server.StartAsync();
    }
}
