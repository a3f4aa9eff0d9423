using CsrAgent.Adapters.Redis;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Tests.Turns;
using CsrAgent.Turns.Mailbox;
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
    public async Task Start_OnAServerThatCanWait_AsksItForItsOwnDisk()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var proxy = new DiskProxy(redis.Port);
        await using var rig = Rig(proxy.Url);
        await rig.Get<RedisConnection>().ConnectAsync(Token);

        await rig.Get<RedisReplicas>().CheckAsync();

        Assert.Equal(["1 0 1"], proxy.Asked);
    }

    [Fact]
    public async Task Accept_WhatIsNotOnTheDiskYet_IsAcknowledgedOnceItIs()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var proxy = new DiskProxy(redis.Port) { IsOnDisk = false };
        await using var rig = Rig(proxy.Url);
        await rig.Get<RedisConnection>().ConnectAsync(Token);
        var step = TimeSpan.FromMilliseconds(20);

        var accepting = rig.Queue.AcceptAsync(Some.Message("Is it on the disk?"), Token);
        await Until.TrueAsync(() => proxy.Asked.Count >= 2, rig.Time, step, "it has asked again");
        Assert.False(accepting.IsCompleted);
        proxy.IsOnDisk = true;
        await Until.TrueAsync(() => accepting.IsCompleted, rig.Time, step, "it is acknowledged");

        Assert.IsType<AcceptOutcome.Accepted>(await accepting);
        var lease = Assert.Single(await rig.Queue.TakeAsync(new TakeRequest(1, TimeSpan.Zero), Token));
        Assert.Equal("Is it on the disk?", Assert.Single(lease.Messages).Text);
    }

    [Fact]
    public async Task Accept_OnARealServerThatCanWait_IsAnsweredOnceItIsOnTheDisk()
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
