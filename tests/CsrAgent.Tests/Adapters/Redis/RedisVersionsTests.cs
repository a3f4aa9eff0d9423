using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Feed;
using CsrAgent.Conversations;
using CsrAgent.Customers;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>Two versions over one Redis, as in each rolling update: the older one loses nothing that the newer one wrote.</summary>
public sealed class RedisVersionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turn_AConversationWithAFieldOfANewerVersion_KeepsIt()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        await subject.AnswerAsync(Some.Message("one"));
        var redis = subject.Get<RedisConnection>();
        var key = redis.Partitions.All[0].Key("c:s1");
        await redis.Database.ScriptEvaluateAsync(
            """
            local values = cmsgpack.unpack(redis.call('GET', KEYS[1]))
            values[#values + 1] = 'of tomorrow'
            redis.call('SET', KEYS[1], cmsgpack.pack(values), 'KEEPTTL')
            """,
            [key]
        );

        await subject.AnswerAsync(Some.Message("two"));
        await subject.Store.EndAsync(new("s1"), Token);

        var last = await redis.Database.ScriptEvaluateAsync(
            "local values = cmsgpack.unpack(redis.call('GET', KEYS[1])) return values[#values]",
            [key]
        );
        Assert.Equal("of tomorrow", (string?)last);
    }

    [Fact]
    public async Task Turn_AStateWithAPropertyOfANewerVersion_KeepsIt()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        await subject.AcceptAsync(Some.Message("one"));
        var lease = (await subject.TakeAsync())!;
        var newer = CsrAgent.Adapters.Redis.RedisJson.ReadState("""{"Turns":1,"Tomorrow":{"a":[1]}}""");
        await subject.Queue.CommitAsync(lease, Some.Commit(lease) with { State = newer }, Token);
        await subject.AcceptAsync(Some.Message("two"));

        var next = (await subject.TakeAsync())!;
        await subject.Queue.CommitAsync(next, Some.Commit(next) with { State = next.Conversation.State with { Turns = 2 } }, Token);

        var state = (await subject.Store.ReadAsync(next.ConversationId, 0, 1, Token))!.Conversation.State;
        Assert.Equal((2, """{"a":[1]}"""), (state.Turns, state.Unknown!["Tomorrow"].GetRawText()));
    }

    [Fact]
    public async Task Turn_AWaitingMessageWithAPropertyOfANewerVersion_KeepsIt()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        await subject.AcceptAsync(Some.Message("one"));
        var redis = subject.Get<RedisConnection>();
        var (waits, history) = (redis.Partitions.All[0].Key("m:s1"), redis.Partitions.All[0].Key("h:s1"));
        var waiting = (string)(await redis.Database.ListGetByIndexAsync(waits, 0))!;
        await redis.Database.ListSetByIndexAsync(waits, 0, waiting.Insert(waiting.Length - 1, ",\"Tomorrow\":{\"a\":[1]}"));

        var lease = (await subject.TakeAsync())!;
        await subject.Queue.CommitAsync(lease, Some.Commit(lease), Token);

        var stored = (string)(await redis.Database.ListGetByIndexAsync(history, 0))!;
        Assert.EndsWith(",\"Tomorrow\":{\"a\":[1]}}", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_ATicketWithAPropertyOfANewerVersion_KeepsIt()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        var ticket = Some.Ticket();
        var json = System.Text.Encoding.UTF8.GetString(CsrAgent.Adapters.Redis.RedisJson.Write(ticket));
        var newer = CsrAgent.Adapters.Redis.RedisJson.ReadTicket(json.Insert(1, "\"Tomorrow\":7,"));
        await subject.AcceptAsync(Some.Message());
        var lease = (await subject.TakeAsync())!;

        await subject.Queue.CommitAsync(lease, Some.Commit(lease) with { Escalation = newer }, Token);
        await subject.Store.EndAsync(lease.ConversationId, Token);

        var closed = await subject.Handoffs.FindAsync(ticket.Id, Token);
        Assert.Equal((EscalationState.Resolved, "7"), (closed!.State, closed.Unknown!["Tomorrow"].GetRawText()));
    }

    [Fact]
    public async Task Delivery_WithAPropertyAndAnAttemptOfANewerVersion_KeepsBothThroughItsDeadLetter()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        await subject.AcceptAsync(Some.Message());
        var lease = (await subject.TakeAsync())!;
        await subject.Queue.CommitAsync(lease, Some.Commit(lease) with { Deliveries = [Some.Delivery("d")] }, Token);
        var redis = subject.Get<RedisConnection>();
        var (list, sends) = (redis.Partitions.All[0].Key("out:s1"), redis.Partitions.All[0].Key("sends"));
        var waiting = (string)(await redis.Database.ListGetByIndexAsync(list, 0))!;
        await redis.Database.ListSetByIndexAsync(list, 0, waiting.Insert(waiting.Length - 1, ",\"Tomorrow\":7"));
        await redis.Database.HashSetAsync(sends, "d", "1|1|tomorrow");

        var entry = Assert.Single(await subject.Outbox.TakeAsync(10, Token));
        Assert.Equal((2, 2), (entry.Attempt, entry.Fence));
        Assert.Equal("2|2|tomorrow", (string?)await redis.Database.HashGetAsync(sends, "d"));
        await subject.Outbox.FailedAsync(entry, "gone", null, Token);
        await subject.DeadLetters.RetryAsync(Assert.Single(await subject.DeadLetters.ListAsync(10, Token)).Id, Token);

        var stored = (string)(await redis.Database.ListGetByIndexAsync(list, 0))!;
        Assert.Contains("\"Tomorrow\":7", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_ARepeatOfWhatANewerVersionHasSeen_IsADuplicate()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        var id = await subject.AcceptAsync(Some.Message(key: "k"));
        var redis = subject.Get<RedisConnection>();
        var seen = redis.Partitions.All[0].Key("seen:s1");
        await redis.Database.HashSetAsync(seen, "k", (string)(await redis.Database.HashGetAsync(seen, "k"))! + "|tomorrow");

        Assert.Equal(id, Assert.IsType<AcceptOutcome.Duplicate>(await subject.Queue.AcceptAsync(Some.Message(key: "k"), Token)).MessageId);
    }

    [Fact]
    public async Task Run_ANewerVersionBeginsToWriteWhatThisOneCannotRead_Stops()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        var redis = subject.Get<RedisConnection>();
        var lifetime = new StoppableLifetime();
        using var heartbeat = new RedisHeartbeat(
            redis,
            subject.Get<RedisClock>(),
            lifetime,
            new LoopHealth(subject.Time),
            NullLogger<RedisHeartbeat>.Instance
        );
        await heartbeat.StartAsync(Token);
        await redis.Database.HashSetAsync(redis.Key("schema"), [new("written", 9), new("readable", 8)]);

        await Until.TrueAsync(() => lifetime.IsStopping, subject.Time, TimeSpan.FromSeconds(1), "the server stops");

        await heartbeat.StopAsync(Token);
    }

    private sealed class StoppableLifetime : IHostApplicationLifetime
    {
        public bool IsStopping { get; private set; }

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => IsStopping = true;
    }

    [Fact]
    public async Task Erasure_ThatTheLastReleaseBegan_GoesOnWithItsCounts()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        HashEntry[] begun = [new("id", "erasure_1"), new("conversations", 2), new("messages", 5), new("questions", 1)];
        await subject.Get<RedisConnection>().Database.HashSetAsync("csr:erasure:ann", begun);

        Assert.Equal(new Erasure("erasure_1", new(2, 5, 1)), await subject.Erasures.BeginAsync("ann", Token));
        Assert.Equal(new Erasure("erasure_1", new(2, 5, 1, 3)), await subject.Erasures.CountMemoriesAsync("ann", 3, Token));
    }

    [Fact]
    public async Task Connect_DataThatOnlyANewerVersionReads_IsRefusedInOneSentence()
    {
        var url = await SharedRedis.TakeDatabaseAsync();
        await using (var redis = await RedisSubject.ConnectAsync(url))
        {
            await redis.Database.HashSetAsync(redis.Key("schema"), [new("written", 9), new("readable", 8)]);
        }

        var refused = await Assert.ThrowsAsync<CsrAgentException>(() => RedisSubject.ConnectAsync(url));

        Assert.StartsWith("The data in Redis was written by a newer version (schema 9", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_DataOfANewerVersionThatThisOneMayWorkWith_IsTakenAndItsVersionStays()
    {
        var url = await SharedRedis.TakeDatabaseAsync();
        await using var redis = await RedisSubject.ConnectAsync(url);
        await redis.Database.HashSetAsync(redis.Key("schema"), [new("written", 9), new("readable", 1)]);

        await using var other = await RedisSubject.ConnectAsync(url);

        Assert.Equal(9, (int)await other.Database.HashGetAsync(other.Key("schema"), "written"));
    }

    [Fact]
    public void Event_OfAnUnknownKind_IsPassedOver()
    {
        Assert.Null(new RedisEvent().ToReplyEvent());
        Assert.Null(new RedisEvent { Turn = new("turn_1") }.ToReplyEvent());
        Assert.Null(new RedisEvent { Text = "without a turn" }.ToReplyEvent());
    }

    [Fact]
    public async Task Prefix_TwoInstallationsInOneDatabase_DoNotSeeEachOther()
    {
        var url = await SharedRedis.TakeDatabaseAsync();
        await using var one = await RedisSubject.ConnectAsync(url, prefix: "one");
        await using var two = await RedisSubject.ConnectAsync(url, prefix: "two");
        await one.Database.StringSetAsync(one.Key("x"), 1);

        Assert.False(await two.Database.KeyExistsAsync(two.Key("x")));
        await foreach (var key in one.Multiplexer.GetServers()[0].KeysAsync(one.Database.Database))
        {
            Assert.Matches("^(one|two):", (string?)key);
        }
    }

    [Fact]
    public async Task Connect_ADatabaseThatRedisDoesNotHave_IsRefusedInOneSentence()
    {
        await using var server = await RedisServer.StartAsync("--databases", "16");

        var refused = await Assert.ThrowsAsync<CsrAgentException>(() => RedisSubject.ConnectAsync(server.Url + "/99"));

        Assert.StartsWith("REDIS_URL names database 99", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }
}
