using System.Globalization;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Feed;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Privacy;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>What is told to somebody is on the replica before.</summary>
public sealed class RedisReplicasTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_ThatAreReported_WaitForAHungReplicaAndReadsDoNot()
    {
        await using var server = await RedisServer.StartAsync();
        await using var replica = await FollowAsync(server);
        await using var subject = await RedisSubject.CreateAsync(server.Url);
        var lease = await subject.AnswerAsync(Some.Message());
        await subject.AnswerAsync(Some.Message(session: "s2"));
        await subject.AnswerAsync(Some.Message(session: "s3"));
        var letter = await GiveUpAsync(subject, "s4");
        await subject.Erasures.BeginAsync("bob", Token);
        replica.Pause();

        var audit = subject.Get<IAuditLog>();
        List<Task> told =
        [
            subject.Store.EndAsync(new("s1"), Token),
            subject.Store.EraseAsync([new("s2")], null, Token),
            subject.Feedback.RateAsync(lease.ConversationId, lease.TurnId, FeedbackRating.Up, null, Token),
            audit.AppendAsync(new(0, Some.Noon, "eve", "erase", "ann", null), Token),
            subject.Handoffs.ApplyAsync(Opens("s3"), Token),
            subject.DeadLetters.RetryAsync(letter.Id, Token),
            subject.ClosedSessions.CloseAsync([new("s5")], Token),
            subject.Gaps.EraseAsync("gil", null, Token),
            subject.Erasures.BeginAsync("ann", Token),
            subject.Erasures.EndAsync("bob", Token),
        ];
        await Until.TrueAsync(() => WaitsAsync(server), Soon, "a WAIT is under way", Token);

        // The connection that all share is free while WAIT has its own.
        Assert.Equal(ConversationStatus.Ended, (await subject.Store.ReadAsync(new("s1"), 0, 1, Token))!.Conversation.Status);
        Assert.All(told, write => Assert.False(write.IsCompleted));
        replica.Continue();
        var step = TimeSpan.FromMilliseconds(50);
        await Until.TrueAsync(() => told.TrueForAll(write => write.IsCompleted), subject.Time, step, "all are done");
        await Task.WhenAll(told);
        Assert.Single(await audit.ReadAsync(null, 10, Token));
    }

    [Fact]
    public async Task Change_SentAgainAfterAnUnknownOutcome_HappensOnce()
    {
        await using var subject = await RedisSubject.CreateAsync(partitions: 1);
        await subject.AnswerAsync(Some.Message());
        var redis = subject.Get<RedisConnection>();
        var message = new Message
        {
            Id = "msg_x",
            Role = MessageRole.Human,
            Text = "Hello.",
            At = Some.Noon,
        };
        var call = new RedisChange(new("s1"), ConversationStatus.Bot) { Messages = [message] }.Call();

        await redis.RunAsync(redis.Partitions.All[0], call);
        var again = await redis.RunAsync(redis.Partitions.All[0], call);

        Assert.Equal(RedisStepResult.Done, (RedisStepResult)(int)again);
        Assert.Equal(3, (await subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Messages.Count);
    }

    [Fact]
    public async Task Erasure_ThatIsOver_LeavesNoKeyThatStays()
    {
        await using var server = await RedisServer.StartAsync();
        await using var replica = await FollowAsync(server);
        await using var subject = await RedisSubject.CreateAsync(server.Url);

        await subject.Erasures.BeginAsync("ann", Token);
        await subject.Erasures.CountMemoriesAsync("ann", 3, Token);
        await subject.Erasures.EndAsync("ann", Token);

        var redis = subject.Get<RedisConnection>();
        var left = new List<TimeSpan?>();
        await foreach (var key in redis.Multiplexer.GetServers()[0].KeysAsync(pattern: "*erasure:*"))
        {
            left.Add(await redis.Database.KeyTimeToLiveAsync(key));
        }
        Assert.NotEmpty(left);
        Assert.All(left, time => Assert.InRange(time!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Dispose_RedisDoesNotAnswer_DoesNotThrow()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await RedisSubject.ConnectAsync(server.Url, timeout: TimeSpan.FromMilliseconds(200));
        await using var watch = new RedisWatch(redis, TimeProvider.System, NullLogger<RedisWatch>.Instance);
        var feed = new RedisReplyFeed(redis, watch, TimeProvider.System, NullLogger<RedisReplyFeed>.Instance);
        await feed.ListenAsync();
        server.Pause();

        await feed.DisposeAsync();
    }

    /// <summary>A turn that failed for good, with a question that nobody could answer.</summary>
    private static async Task<DeadLetter> GiveUpAsync(RedisSubject subject, string session)
    {
        await subject.AcceptAsync(Some.Message(session: session, user: "gil"));
        var lease = (await subject.TakeAsync())!;
        var commit = Some.Commit(lease, "Sorry.") with
        {
            DeadLetterReason = "failed",
            Gap = new KnowledgeGap("How?", "en", 0, null, "gil", Some.Noon),
        };
        Assert.Equal(CommitOutcome.Committed, await subject.Queue.CommitAsync(lease, commit, Token));
        return Assert.Single(await subject.DeadLetters.ListAsync(10, Token));
    }

    private static HandoffChange Opens(string session) =>
        new()
        {
            ConversationId = new(session),
            From = null,
            Ticket = Some.Ticket(session: session),
            Status = ConversationStatus.WaitingForHuman,
        };

    private static async Task<RedisServer> FollowAsync(RedisServer master)
    {
        var replica = await RedisServer.StartAsync("--replicaof", "127.0.0.1", master.Port.ToString(CultureInfo.InvariantCulture));
        await using var admin = await master.ConnectAsync();
        await Until.TrueAsync(
            async () => (await admin.GetServers()[0].InfoRawAsync("replication"))!.Contains("state=online", StringComparison.Ordinal),
            Soon,
            "the replica follows",
            Token
        );
        return replica;
    }

    private static async Task<bool> WaitsAsync(RedisServer server) =>
        (await RedisCli.RunAsync("-p", server.Port.ToString(CultureInfo.InvariantCulture), "CLIENT", "LIST")).Contains(
            "cmd=wait",
            StringComparison.Ordinal
        );
}
