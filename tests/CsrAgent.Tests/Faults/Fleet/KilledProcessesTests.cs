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
            FleetSize.Of(full: 2_000, quick: 150),
            async load =>
            {
                await AgainAndAgainAsync(
                    load,
                    Every,
                    () =>
                    {
                        var alive = fleet.All.Where(server => restarts.GetValueOrDefault(server) is null or { IsCompleted: true }).ToList();
                        var victim = alive[random.Next(alive.Count)];
                        restarts[victim] = RestartAsync(victim);
                        return Task.CompletedTask;
                    }
                );
                await Task.WhenAll(restarts.Values);
            }
        );
    }

    private static async Task RestartAsync(RealServer victim)
    {
        await victim.KillAsync();
        await victim.StartAsync();
    }
}
