using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>Redis under Sentinel, whose master dies while customers write.</summary>
public sealed class SentinelTests(ITestOutputHelper output) : FleetTest(output)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task FailOver_AgainAndAgain_AnswersEveryAcceptedMessageExactlyOnce()
    {
        await using var sentinels = await RedisSentinels.StartAsync();
        await using var fleet = await StartAsync(2, 2, sentinels.Url);

        await ProveAsync(
            "Sentinel failover: SIGKILL of the master",
            fleet,
            FleetSize.Of(full: 500, quick: 40),
            load => AgainAndAgainAsync(load, Every, sentinels.FailOverAsync)
        );
    }
}
