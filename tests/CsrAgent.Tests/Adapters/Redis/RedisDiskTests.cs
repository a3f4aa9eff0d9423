using CsrAgent.Adapters.Redis;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Tests.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>REDIS_WAIT_FOR_DISK: acknowledged is on the disk, or the start is refused.</summary>
public sealed class RedisDiskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OnAServerThatCannotWait_IsRefusedInOneSentence()
    {
        // Too old, or without an append-only file: whichever server is installed cannot.
        await using var redis = await RedisServer.StartAsync("--appendonly", "no");
        await using var rig = Rig(redis.Url);
        await rig.Get<RedisConnection>().ConnectAsync(Token);

        var refused = await Assert.ThrowsAsync<CsrAgentException>(rig.Get<RedisReplicas>().CheckAsync);

        Assert.StartsWith("REDIS_WAIT_FOR_DISK needs Redis 7.2 or later with appendonly yes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_OnAServerThatCanWait_IsAnsweredOnceItIsOnTheDisk()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "everysec");
        await using var rig = Rig(redis.Url);
        var connection = rig.Get<RedisConnection>();
        await connection.ConnectAsync(Token);
        Assert.SkipWhen(connection.Multiplexer.GetServers()[0].Version < new Version(7, 2), "The installed Redis has no WAITAOF.");
        await rig.Get<RedisReplicas>().CheckAsync();

        await rig.AskAsync(Some.Message("Is it on the disk?"));

        Assert.Equal(2, (await rig.ReadAsync()).Messages.Count);
    }

    private static TurnRig Rig(string url) =>
        new(more: services =>
            services
                .Configure<RedisOptions>(options =>
                {
                    RedisSubject.Set(options, url);
                    options.WaitsForDisk = true;
                })
                .AddRedis()
        );
}
