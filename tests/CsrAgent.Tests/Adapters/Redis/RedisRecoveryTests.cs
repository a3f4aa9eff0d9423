using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Privacy;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>What Redis may forget or refuse, and what becomes of it.</summary>
public sealed class RedisRecoveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Script_RedisForgotThemAll_AreSentAgain()
    {
        await using var subject = await RedisSubject.CreateAsync();
        await subject.AnswerAsync(Some.Message("one"));

        foreach (var server in subject.Get<RedisConnection>().Multiplexer.GetServers()) await server.ScriptFlushAsync();

        await subject.AnswerAsync(Some.Message("two"));
    }

    [Fact]
    public async Task Read_TheGroupIsGone_IsMadeAgainAndNothingIsMissed()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        var redis = subject.Get<RedisConnection>();
        await redis.Database.KeyDeleteAsync(redis.Partitions.All[0].Work);
        var taking = subject.Queue.TakeAsync(new TakeRequest(1, TimeSpan.FromMinutes(1)), Token);
        await subject.AcceptAsync(Some.Message("one"));

        // The reader waits in the clock of the tests before it tries again.
        await Until.TrueAsync(() => taking.IsCompleted, subject.Time, TimeSpan.FromMilliseconds(100), "the message is taken");

        Assert.Equal("one", Assert.Single(Assert.Single(await taking).Messages).Text);
    }

    [Fact]
    public async Task Read_ThatTakesTooLong_IsNamedByTheHealthCheckUntilItEnds()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var taking = subject.Queue.TakeAsync(new TakeRequest(1, TimeSpan.FromHours(1)), stop.Token);
        await Until.TrueAsync(() => BlockedAsync(subject, 1), TimeSpan.FromSeconds(20), "the reader waits", Token);
        var health = subject.Get<LoopHealth>();
        Assert.True(health.Find(nameof(RedisReader))!.Ok);

        subject.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(LoopStatus.NoHeartbeat, health.Find(nameof(RedisReader))!.Fault);

        await Until.TrueAsync(() => health.Find(nameof(RedisReader))!.Ok, "the read has ended and the next has begun");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
    }

    [Fact]
    public async Task Stop_AReadStillWaitsInRedis_WhatItGetsIsTakenByAnotherProcess()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        await using var other = await subject.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var here = subject.Queue.TakeAsync(new TakeRequest(1, TimeSpan.FromMinutes(1)), stop.Token);
        await Until.TrueAsync(() => BlockedAsync(subject, 1), TimeSpan.FromSeconds(20), "the first process waits", Token);
        subject.Get<RedisReader>().Stop();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => here);
        var there = ((ITurnQueue)other.GetService(typeof(ITurnQueue))!).TakeAsync(new TakeRequest(1, TimeSpan.FromMinutes(1)), Token);

        await subject.AcceptAsync(Some.Message("one"));

        var lease = Assert.Single(await there.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Token));
        Assert.Equal(("one", 1), (lease.Messages[0].Text, lease.Attempt));
    }

    [Fact]
    public async Task Stop_TheConsumerOfTheProcess_IsRemovedUnlessItHoldsWork()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        await TakeOnceAsync(working: false);
        var redis = subject.Get<RedisConnection>();
        Assert.Empty(await redis.Database.StreamConsumerInfoAsync(redis.Partitions.All[0].Work, RedisLayout.Group));

        await TakeOnceAsync(working: true);

        var left = Assert.Single(await redis.Database.StreamConsumerInfoAsync(redis.Partitions.All[0].Work, RedisLayout.Group));
        Assert.Equal(1, left.PendingMessageCount);

        async Task TakeOnceAsync(bool working)
        {
            await using var other = await subject.StartAsync();
            var queue = (ITurnQueue)other.GetService(typeof(ITurnQueue))!;
            await subject.AcceptAsync(Some.Message("one"));
            var lease = Assert.Single(await queue.TakeAsync(new TakeRequest(1, TimeSpan.FromMinutes(1)), Token));
            if (!working) await queue.CommitAsync(lease, Some.Commit(lease), Token);
        }
    }

    [Fact]
    public async Task Sweep_TheConsumersOfKilledProcesses_GoOnceTheyHoldNothing()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        var redis = subject.Get<RedisConnection>();
        var work = redis.Partitions.All[0].Work;
        await subject.AcceptAsync(Some.Message());
        await redis.Database.StreamReadGroupAsync(work, RedisLayout.Group, "killed at work", StreamPosition.NewMessages, 1);
        await redis.Database.StreamReadGroupAsync(work, RedisLayout.Group, "killed idle", StreamPosition.NewMessages, 1);
        using var sweeper = new RedisSweeper(
            redis,
            subject.Get<RedisWork>(),
            subject.Get<RedisDueTimes>(),
            new LoopHealth(subject.Time),
            Microsoft.Extensions.Options.Options.Create(subject.Options),
            NullLogger<RedisSweeper>.Instance
        )
        {
            GoneAfter = TimeSpan.Zero,
        };
        await sweeper.StartAsync(Token);

        await Until.TrueAsync(
            async () =>
            {
                subject.Time.Advance(TimeSpan.FromSeconds(1));
                var left = await redis.Database.StreamConsumerInfoAsync(work, RedisLayout.Group);
                return !left.Any(consumer => consumer.Name.StartsWith("killed", StringComparison.Ordinal));
            },
            TimeSpan.FromSeconds(20),
            "its work is taken over, and both are gone",
            Token
        );

        await sweeper.StopAsync(Token);
        Assert.Equal(1, (await redis.Database.StreamPendingAsync(work, RedisLayout.Group)).PendingMessageCount);
    }

    [Fact]
    public async Task Promote_ByTwoProcesses_IsOneProcessTask()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        await using var other = await subject.StartAsync();
        var partition = subject.Get<RedisConnection>().Partitions.All[0];
        var (one, two) = (subject.Get<RedisWork>(), (RedisWork)other.GetService(typeof(RedisWork))!);

        Assert.True(await one.PromoteAsync(partition, TimeSpan.FromMinutes(1)));

        Assert.False(await two.PromoteAsync(partition, TimeSpan.FromMinutes(1)));
        Assert.True(await one.PromoteAsync(partition, TimeSpan.FromMilliseconds(1)));
        await Until.TrueAsync(
            () => two.PromoteAsync(partition, TimeSpan.FromMinutes(1)),
            TimeSpan.FromSeconds(20),
            "the other process takes over",
            Token
        );

        await two.LeaveAsync(partition);
        Assert.True(await one.PromoteAsync(partition, TimeSpan.FromMinutes(1)));
    }

    /// <summary>Whether so many clients wait in a read.</summary>
    private static async Task<bool> BlockedAsync(RedisSubject subject, int clients)
    {
        var database = subject.Get<RedisConnection>().Database;
        var all = (await database.ExecuteAsync("CLIENT", "LIST")).ToString();
        var name = subject.Get<RedisConnection>().Node;
        bool IsBlocked(string line) =>
            line.Contains($"{name}-reader", StringComparison.Ordinal) && line.Contains("cmd=xreadgroup", StringComparison.Ordinal);
        return all.Split('\n').Count(IsBlocked) >= clients;
    }

    [Fact]
    public async Task Connect_DataOfAnotherNumberOfPartitions_SaysWhichNumberToSet()
    {
        var url = await SharedRedis.TakeDatabaseAsync();
        await using (await RedisSubject.ConnectAsync(url)) { }

        await using var other = new RedisConnection(
            Options.Create(new RedisOptions { Url = url, Partitions = 8 }),
            TimeProvider.System,
            NullLogger<RedisConnection>.Instance
        );
        var refused = await Assert.ThrowsAsync<CsrAgentException>(() => other.ConnectAsync(Token));

        Assert.Contains("ROUTER_PARTITIONS=4", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_OfTwoProcesses_IsTheOneThatCameFirst()
    {
        await using var subject = await RedisSubject.CreateAsync();
        await using var other = await subject.StartAsync();
        var first = subject.Get<ISecretStore>().ReadOrKeep("secret.key", [1, 2, 3]);

        Assert.Equal([1, 2, 3], first);
        Assert.Equal(first, ((ISecretStore)other.GetService(typeof(ISecretStore))!).ReadOrKeep("secret.key", [4, 5, 6]));
    }

    [Fact]
    public async Task Probe_AStoreThatTakesNoMoreWrites_Fails()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await RedisSubject.ConnectAsync(server.Url);
        var probe = new RedisStoreProbe(redis, TimeProvider.System);
        await probe.WriteAsync(Token);
        await using var admin = await server.ConnectAsync();

        await admin.GetServers()[0].ConfigSetAsync("min-replicas-to-write", 1);

        await Assert.ThrowsAsync<RedisServerException>(() => probe.WriteAsync(Token));
    }

    [Fact]
    public async Task Write_TheOnlyReplicaIsGone_GoesOnAndSaysSo()
    {
        await using var server = await RedisServer.StartAsync();
        await using var replica = await RedisServer.StartAsync("--replicaof", "127.0.0.1", $"{server.Port}");
        await using var redis = await RedisSubject.ConnectAsync(server.Url);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Some.Noon);
        var replicas = new RedisReplicas(
            redis,
            new RedisFaults(time),
            Options.Create(new RedisOptions { Url = server.Url }),
            time,
            NullLogger<RedisReplicas>.Instance
        );
        var partition = redis.Partitions.All[0];
        Task<bool> WriteAsync() =>
            replicas.WriteAsync(partition, _ => redis.Database.StringSetAsync(partition.Key("test"), "1"), TimeSpan.FromSeconds(10));
        await using var admin = await server.ConnectAsync();
        await Until.TrueAsync(
            async () => (await admin.GetServers()[0].InfoRawAsync("replication"))!.Contains("state=online", StringComparison.Ordinal),
            TimeSpan.FromSeconds(20),
            "the replica follows",
            Token
        );
        Assert.True(await WriteAsync());

        await replica.KillAsync();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await WriteAsync());
    }

    [Fact]
    public async Task Records_OfOneProcess_AreReadByAnother()
    {
        await using var subject = await RedisSubject.CreateAsync();
        await using var other = await subject.StartAsync();
        var gap = new KnowledgeGap("Where is my left shoe?", "en", 0.1, null, "ann", Some.Noon);
        await subject.AcceptAsync(Some.Message());
        var lease = (await subject.TakeAsync())!;
        await subject.Queue.CommitAsync(lease, Some.Commit(lease) with { Gap = gap }, Token);

        var found = await ((IKnowledgeGaps)other.GetService(typeof(IKnowledgeGaps))!).ListAsync(10, Token);

        Assert.Equal([gap], found);
    }
}
