using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>A Redis Cluster of three masters and three replicas, whose masters die and whose slots move while customers write.</summary>
public sealed class ClusterTests(ITestOutputHelper output) : FleetTest(output)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task FailOver_OneMasterAfterTheOther_AnswersEveryAcceptedMessageExactlyOnce()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var fleet = await StartAsync(2, 2, cluster.Url);
        var turn = 0;

        await ProveAsync(
            "Cluster failover: SIGKILL of a master",
            fleet,
            FleetSize.Of(full: 500, quick: 40),
            load => AgainAndAgainAsync(load, Every, () => cluster.FailOverAsync(turn++))
        );

        await ReportSpreadAsync(cluster);
    }

    [Fact]
    public async Task Reshard_UnderLoad_AnswersEveryAcceptedMessageExactlyOnce()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var fleet = await StartAsync(2, 2, cluster.Url);
        var turn = 0;

        await ProveAsync(
            "Resharding of 1,000 slots",
            fleet,
            FleetSize.Of(full: 500, quick: 40),
            load => AgainAndAgainAsync(load, Every, () => cluster.ReshardAsync(turn++, slots: 1_000))
        );

        await ReportSpreadAsync(cluster);
        // A script that touches two slots is a fault of ours, wherever it is noticed.
        Assert.All(fleet.All, server => Assert.DoesNotContain("CROSSSLOT", server.Output, StringComparison.Ordinal));
    }

    /// <summary>Every master must have its part.</summary>
    private async Task ReportSpreadAsync(RedisCluster cluster)
    {
        var keys = await cluster.KeysAsync();
        Report($"(keys of the masters: {string.Join(", ", keys)})");
        Assert.Equal(3, keys.Count);
        Assert.All(keys, count => Assert.InRange(count, keys.Sum() / 10, keys.Sum()));
    }
}
