using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Feed;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>The feed while it is closed, or its connection is, and listeners that leave twice.</summary>
public sealed class RedisReplyFeedEndTests
{
    private static readonly ConversationId Id = new("s1");
    private static readonly ReplyEvent Happened = new ReplyEvent.StatusChanged(ConversationStatus.Ended, null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispose_ManyEventsWaitAndRedisIsHung_EndsInTime()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await RedisSubject.ConnectAsync(server.Url, timeout: TimeSpan.FromSeconds(3));
        await using var watch = Watch(redis, TimeProvider.System);
        var feed = await ListenAsync(redis, watch);
        server.Pause();
        for (var number = 0; number < 6_000; number++) await feed.PublishAsync(Id, Happened, Token);

        var start = TimeProvider.System.GetTimestamp();
        await feed.DisposeAsync();
        await feed.DisposeAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        await feed.PublishAsync(Id, Happened, Token);
    }

    [Fact]
    public async Task Subscribe_TheConnectionIsClosed_StillReceivesOfItsOwnProcess()
    {
        var redis = await RedisSubject.ConnectAsync(await SharedRedis.TakeDatabaseAsync());
        await using var watch = Watch(redis, TimeProvider.System);
        await using var feed = await ListenAsync(redis, watch);
        await redis.DisposeAsync();

        await using var subscription = feed.Subscribe(Id);
        await feed.PublishAsync(Id, Happened, Token);

        Assert.Equal(Happened, await subscription.NextAsync(TimeSpan.FromSeconds(20), Token));
    }

    [Fact]
    public async Task Dispose_OneOfTwoSubscriptionsTwice_LeavesTheOtherItsEvents()
    {
        var url = await SharedRedis.TakeDatabaseAsync();
        var time = new FakeTimeProvider(Some.Noon);
        await using var redis = await RedisSubject.ConnectAsync(url);
        await using var watch = Watch(redis, time);
        await using var feed = await ListenAsync(redis, watch);
        await using var elsewhere = await RedisSubject.ConnectAsync(url);
        await using var watchElsewhere = Watch(elsewhere, TimeProvider.System);
        await using var publisher = await ListenAsync(elsewhere, watchElsewhere);
        await using var staying = feed.Subscribe(Id);
        var leaving = feed.Subscribe(Id);
        await leaving.DisposeAsync();
        await leaving.DisposeAsync();

        for (var minute = 0; minute < 3; minute++) time.Advance(TimeSpan.FromMinutes(1));
        await redis.Database.PingAsync();
        await publisher.PublishAsync(Id, Happened, Token);

        Assert.Equal(Happened, await staying.NextAsync(TimeSpan.FromSeconds(20), Token));
    }

    private static RedisWatch Watch(RedisConnection redis, TimeProvider time) => new(redis, time, NullLogger<RedisWatch>.Instance);

    private static async Task<RedisReplyFeed> ListenAsync(RedisConnection redis, RedisWatch watch)
    {
        var feed = new RedisReplyFeed(redis, watch, TimeProvider.System, NullLogger<RedisReplyFeed>.Instance);
        await feed.ListenAsync();
        return feed;
    }
}
