using System.Collections.Concurrent;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Feed;
using CsrAgent.Adapters.Redis.Stores;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Admission;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Memory;
using CsrAgent.Privacy;
using CsrAgent.Tests.Contracts;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Adapters.Redis;

public sealed class RedisTurnQueueTests : TurnQueueContract
{
    protected override async ValueTask<StoreSubject> CreateAsync() => await RedisSubject.CreateAsync();
}

public sealed class RedisDeadLettersTests : DeadLetterContract
{
    protected override async ValueTask<StoreSubject> CreateAsync() => await RedisSubject.CreateAsync();
}

public sealed class RedisCustomerWordsTests : CustomerWordsContract
{
    protected override async ValueTask<StoreSubject> CreateAsync() => await RedisSubject.CreateAsync();
}

public sealed class RedisChannelStateTests : ChannelStateContract
{
    protected override async ValueTask<StoreSubject> CreateAsync() => await RedisSubject.CreateAsync();
}

public sealed class RedisConversationStoreTests : ConversationStoreContract
{
    protected override async ValueTask<StoreSubject> CreateAsync() => await RedisSubject.CreateAsync();
}

public sealed class RedisErasureTests : ErasureContract
{
    protected override async ValueTask<StoreSubject> CreateAsync() => await RedisSubject.CreateAsync();
}

public sealed class RedisAuditLogTests : AuditLogContract
{
    protected override async ValueTask<StoreSubject> CreateAsync() => await RedisSubject.CreateAsync();

    [Fact]
    public async Task Append_ByTwoProcesses_IsOneChain()
    {
        var subject = (RedisSubject)Subject;
        await using var other = await subject.StartAsync();
        IAuditLog[] logs = [subject.AuditLog, other.GetRequiredService<IAuditLog>()];

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => logs[i % 2].AppendAsync(Entry($"action.{i}"), Token)));

        Assert.Equal((40, 40, 0), Counts(await VerifyAsync()));
    }
}

public sealed class RedisMemoryProgressTests : MemoryProgressContract
{
    protected override async ValueTask<StoreSubject> CreateAsync() => await RedisSubject.CreateAsync();

    [Fact]
    public async Task Take_WhileAnotherProcessHasIt_WaitsUntilThatOneHasDied()
    {
        var progress = Subject.MemoryProgress;
        var one = (await progress.TakeAsync("one", TimeSpan.FromMinutes(5), Token))!;
        await Subject.AnswerAsync(Some.Message());
        var conversation = (await Subject.Store.ReadAsync(new("s1"), 0, 1, Token))!.Conversation;

        Assert.Null(await progress.TakeAsync("other", TimeSpan.FromMinutes(5), Token));
        Assert.NotNull(await progress.TakeAsync("one", TimeSpan.FromMilliseconds(1), Token));
        MemoryPosition? other = null;
        while (other is null) other = await progress.TakeAsync("other", TimeSpan.FromMinutes(5), Token);

        Assert.False(await progress.DoneAsync(one, conversation, 2, Token));
        Assert.True(await progress.DoneAsync(other, conversation, 2, Token));
    }
}

public sealed class RedisOutboxTests : OutboxContract
{
    protected override async ValueTask<StoreSubject> CreateAsync() => await RedisSubject.CreateAsync();
}

public sealed class RedisHandoffStoreTests : HandoffStoreContract
{
    protected override async ValueTask<StoreSubject> CreateAsync() => await RedisSubject.CreateAsync();
}

public sealed class RedisRateLimiterTests : RateLimiterContract
{
    protected override async ValueTask<(IRateLimiter One, IRateLimiter Other)> CreateAsync(RateLimitOptions options, TimeProvider time)
    {
        var url = await SharedRedis.TakeDatabaseAsync();
        return (await ConnectAsync(url, options, time), await ConnectAsync(url, options, time));
    }

    private static async Task<RedisRateLimiter> ConnectAsync(string url, RateLimitOptions options, TimeProvider time) =>
        new(await RedisSubject.ConnectAsync(url, time), Options.Create(options));
}

/// <summary>One process listens, another one publishes.</summary>
public sealed class RedisReplyFeedTests : ReplyFeedContract
{
    protected override async ValueTask<IReplyFeed> CreateAsync()
    {
        var url = await SharedRedis.TakeDatabaseAsync();
        return new AcrossProcesses(await ConnectAsync(url), await ConnectAsync(url));
    }

    private static async Task<(RedisReplyFeed Feed, RedisConnection Redis)> ConnectAsync(string url)
    {
        var redis = await RedisSubject.ConnectAsync(url);
        var watch = new RedisWatch(redis, TimeProvider.System, NullLogger<RedisWatch>.Instance);
        var feed = new RedisReplyFeed(redis, watch, TimeProvider.System, NullLogger<RedisReplyFeed>.Instance);
        await feed.ListenAsync();
        return (feed, redis);
    }

    private sealed class AcrossProcesses(
        (RedisReplyFeed Feed, RedisConnection Redis) listener,
        (RedisReplyFeed Feed, RedisConnection Redis) publisher
    ) : IReplyFeed
    {
        public ValueTask PublishAsync(ConversationId id, ReplyEvent happened, CancellationToken cancellationToken) =>
            publisher.Feed.PublishAsync(id, happened, cancellationToken);

        private readonly ConcurrentDictionary<ConversationId, bool> _known = new();

        public IReplySubscription Subscribe(ConversationId id)
        {
            var subscription = listener.Feed.Subscribe(id);
            // What the listener sends next on its connection comes after it: so does a message that it would accept.
            if (_known.TryAdd(id, true)) listener.Redis.Database.Ping();
            return subscription;
        }
    }
}
