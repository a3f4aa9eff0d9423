using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>Redis itself, and the way to it, fail while customers write.</summary>
public sealed class RedisFaultsTests(ITestOutputHelper output) : FleetTest(output)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(1),
        Stalled = TimeSpan.FromSeconds(2),
        Paused = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData("everysec")]
    [InlineData("always")]
    public async Task KillAndStart_RedisAgainAndAgain_AnswersEveryAcceptedMessageExactlyOnce(string fsync)
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", fsync);
        await using var fleet = await StartAsync(2, 2, redis.Url);

        await ProveAsync(
            $"SIGKILL and start of Redis, appendfsync {fsync}",
            fleet,
            FleetSize.Of(full: 500, quick: 40),
            load =>
                AgainAndAgainAsync(
                    load,
                    Every,
                    async () =>
                    {
                        await redis.KillAsync();
                        await Task.Delay(Away, TimeProvider.System, Token);
                        await redis.StartAsync();
                    }
                )
        );
    }

    [Fact]
    public async Task CutAndStall_TheConnectionsAgainAndAgain_AnswersEveryAcceptedMessageExactlyOnce()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var proxy = new TcpProxy(redis.Port);
        await using var fleet = await StartAsync(2, 2, proxy.Url, ("REDIS_TIMEOUT", "1s"));
        var stall = false;

        await ProveAsync(
            "Connections to Redis cut, or stalled for 2 s",
            fleet,
            FleetSize.Of(full: 500, quick: 40),
            load =>
                AgainAndAgainAsync(
                    load,
                    Away,
                    async () =>
                    {
                        stall = !stall;
                        if (stall) proxy.Stall();
                        else proxy.Cut();
                        if (stall) await Task.Delay(Stalled, TimeProvider.System, Token);
                        proxy.Resume();
                    }
                )
        );
    }

    [Fact]
    public async Task Pause_RedisAgainAndAgain_AnswersEveryAcceptedMessageExactlyOnce()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var fleet = await StartAsync(2, 2, redis.Url, ("REDIS_TIMEOUT", "1s"));

        await ProveAsync(
            "Redis stopped by SIGSTOP for 3 s",
            fleet,
            FleetSize.Of(full: 300, quick: 40),
            load =>
                AgainAndAgainAsync(
                    load,
                    Every,
                    async () =>
                    {
                        redis.Pause();
                        await Task.Delay(Paused, TimeProvider.System, Token);
                        redis.Continue();
                    }
                )
        );
    }
}
