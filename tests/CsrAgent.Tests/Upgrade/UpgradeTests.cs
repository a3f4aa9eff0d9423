using CsrAgent.Tests.Faults.Fleet;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Upgrade;

/// <summary>
/// The last release beside this one over one Redis while customers write: an upgrade process by process, and the way back.
/// </summary>
public sealed class UpgradeTests(ITestOutputHelper output) : FleetTest(output)
{
    [Fact]
    public async Task Upgrade_EachProcessInTurnAndBack_LosesNothing()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(2, 2, redis.Url, ("DRAIN_TIME", "1s"));
        foreach (var server in fleet.All) await SwitchAsync(server, LastRelease.Server);
        await using var ready = new ReadyServers(fleet);

        await ProveAsync(
            "Upgrade and way back",
            fleet,
            FleetSize.Of(full: 2_000, quick: 300),
            async load =>
            {
                while (!load.IsOver)
                {
                    foreach (var server in fleet.All)
                    {
                        await SwitchAsync(server, server.Assembly == BuildOutput.Server ? LastRelease.Server : BuildOutput.Server);
                        load.Struck();
                    }
                }
            },
            ready.Addresses
        );
    }

    [Fact]
    public async Task Start_OnTheLastReleasesDatabase_ContinuesItsConversations()
    {
        await using var server = new RealServer([("CLAUDE_BASE_URL", Claude.BaseAddress), ("CLAUDE_API_KEY", "test")])
        {
            Assembly = LastRelease.Server,
        };
        await server.StartAsync();
        using (var before = new ChatClient(server.BaseAddress))
            (await before.SayAsync("s1", "When are you open?", "m1")).Is(200);

        await SwitchAsync(server, BuildOutput.Server);

        using var after = new ChatClient(server.BaseAddress);
        (await after.SayAsync("s1", "And on Sundays?", "m2")).Is(200);
        Assert.Equal(
            ["customer", "agent", "customer", "agent"],
            (await after.MessagesAsync("s1")).Select(m => m.GetProperty("role").GetString())
        );
    }

    private static async Task SwitchAsync(RealServer server, string assembly)
    {
        Assert.Equal(0, await server.StopAsync());
        server.Assembly = assembly;
        await server.StartAsync();
    }
}
