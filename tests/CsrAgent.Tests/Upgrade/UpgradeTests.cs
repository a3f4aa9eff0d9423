using CsrAgent.Tests.Faults.Fleet;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Upgrade;

/// <summary>
/// The last release beside this one over one Redis while customers write: an upgrade process by process, and the way back.
/// <c>CSR_FAULTS=full</c> takes the measure that docs/reliability.md reports.
/// </summary>
public sealed class UpgradeTests(ITestOutputHelper output) : FleetTest(output)
{
    /// <summary>How long both versions work side by side at least, on the way up and on the way back.</summary>
    private static readonly TimeSpan Halfway = TimeSpan.FromSeconds(FleetSize.IsFull ? 30 : 2);

    [Fact]
    public async Task Upgrade_BothVersionsSideBySideAndBack_LosesNothing()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(2, 2, redis.Url, ("DRAIN_TIME", "1s"));
        foreach (var server in fleet.All) await SwitchAsync(server, LastRelease.Server);
        await using var ready = new ReadyServers(fleet);

        var work = new VersionWork();
        var isBack = false;
        await ProveAsync(
            "Upgrade and way back",
            fleet,
            FleetSize.Of(full: 2_000, quick: 100) with
            {
                MayEnd = () => Volatile.Read(ref isBack),
            },
            async load =>
            {
                foreach (var next in (string[])[BuildOutput.Server, LastRelease.Server]) await SwitchAllAsync(fleet, next, load, work);
                Volatile.Write(ref isBack, true);
            },
            ready.Addresses
        );
        foreach (var server in fleet.All) await work.CountAsync(server);
        Report($"({work})");
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

    /// <summary>Halfway there is an API process and a worker of each version.</summary>
    private static async Task SwitchAllAsync(Fleet fleet, string assembly, FleetLoad load, VersionWork work)
    {
        RealServer[][] halves = [[fleet.Apis[0], fleet.Workers[0]], [fleet.Workers[1], fleet.Apis[1]]];
        foreach (var half in halves)
        {
            foreach (var server in half)
            {
                await work.CountAsync(server);
                await SwitchAsync(server, assembly);
                load.Struck();
            }
            if (half == halves[0]) await work.WaitAsync(fleet.All, Halfway);
        }
    }

    private static async Task SwitchAsync(RealServer server, string assembly)
    {
        Assert.Equal(0, await server.StopAsync());
        server.Assembly = assembly;
        await server.StartAsync();
    }
}
