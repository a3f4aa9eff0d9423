using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>A worker asks Redis for what is due when it is, and hardly ever else.</summary>
public sealed class RedisDueTimesTests : IAsyncLifetime
{
    private static readonly TimeSpan Unsure = TimeSpan.FromSeconds(11);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private RedisServer _server = null!;
    private TcpProxy _proxy = null!;
    private RedisSubject _subject = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RedisDueTimes Due => _subject.Get<RedisDueTimes>();

    private RedisConnection Redis => _subject.Get<RedisConnection>();

    private RedisPartition Partition => Redis.Partitions.All[0];

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync();
        _proxy = new TcpProxy(_server.Port);
        _subject = await RedisSubject.CreateAsync(_proxy.Url, partitions: 1);
        await Due.ListenAsync();
        _subject.Time.Advance(Unsure);
        foreach (var list in Enum.GetValues<RedisDueList>()) Assert.False(await Due.HasDueAsync(list, Partition));
    }

    public async ValueTask DisposeAsync()
    {
        await _subject.DisposeAsync();
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task HasDue_AMessageThatAnotherProcessPostpones_IsAnnouncedAndDueInItsTime()
    {
        await using var other = await RedisSubject.CreateAsync(_server.Url, partitions: 1);
        other.Time.Advance(Unsure);

        await other.AcceptAsync(Some.Message() with { Debounce = TimeSpan.FromSeconds(2) });

        await Until.TrueAsync(() => Due.Until(RedisDueList.Later) <= TimeSpan.FromSeconds(2), "it is told");
        Assert.False(await Due.HasDueAsync(RedisDueList.Later, Partition));
        _subject.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await Due.HasDueAsync(RedisDueList.Later, Partition));
    }

    [Fact]
    public async Task HasDue_ADelivery_IsAnnouncedAtOnceAndTaken()
    {
        await _subject.AcceptAsync(Some.Message());
        var lease = (await _subject.TakeAsync())!;

        await _subject.Queue.CommitAsync(lease, Some.Commit(lease) with { Deliveries = [Some.Delivery("d1")] }, Token);

        await Until.TrueAsync(() => Due.Until(RedisDueList.Out) <= TimeSpan.Zero, "it is told");
        var taken = Assert.Single(await _subject.Outbox.TakeAsync(1, Token));
        await _subject.Outbox.FailedAsync(taken, "busy", Second, Token);
        await Until.TrueAsync(() => Due.Until(RedisDueList.Out) <= Second, "when it is due again is told");
        Assert.Empty(await _subject.Outbox.TakeAsync(1, Token));
        _subject.Time.Advance(Second);
        Assert.Equal(2, Assert.Single(await _subject.Outbox.TakeAsync(1, Token)).Attempt);
    }

    [Fact]
    public async Task ListDue_AHandoff_IsAnnouncedAndListedInItsTime()
    {
        await _subject.AcceptAsync(Some.Message());
        var lease = (await _subject.TakeAsync())!;
        var now = _subject.Time.GetUtcNow();
        var ticket = Some.Ticket() with { OverdueAt = now + Second, SummaryAt = null };

        await _subject.Queue.CommitAsync(lease, Some.Commit(lease) with { Escalation = ticket }, Token);

        await Until.TrueAsync(() => Due.Until(RedisDueList.TicketsDue) <= Second, "it is told");
        Assert.Empty(await _subject.Handoffs.ListDueAsync(now, 10, Token));
        _subject.Time.Advance(Second);
        Assert.Single(await _subject.Handoffs.ListDueAsync(now + Second, 10, Token));
    }

    /// <summary>MAX_SILENCE may be shorter than the longest sleep.</summary>
    [Fact]
    public async Task HasWaited_WhatIsAcceptedAfterALook_IsSeenWhenItHasWaited()
    {
        var silence = TimeSpan.FromSeconds(6);
        _subject.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await Due.HasWaitedAsync(Partition, silence));
        await _subject.AcceptAsync(Some.Message());

        _subject.Time.Advance(silence - Second);
        Assert.False(await Due.HasWaitedAsync(Partition, silence));
        _subject.Time.Advance(Second);
        Assert.True(await Due.HasWaitedAsync(Partition, silence));
    }

    /// <summary>An earlier version tells nothing, and a notice may get lost.</summary>
    [Fact]
    public async Task HasDue_WhatNobodyAnnounced_IsFoundWithinSeconds()
    {
        await Redis.Database.SortedSetAddAsync(Partition.Key("later"), "s1", _subject.Time.GetUtcNow().ToUnixTimeMilliseconds());

        Assert.False(await Due.HasDueAsync(RedisDueList.Later, Partition));
        _subject.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await Due.HasDueAsync(RedisDueList.Later, Partition));
    }

    [Fact]
    public async Task HasDue_TheConnectionBreaks_LooksForAWhileWithoutAnAnnouncement()
    {
        await Redis.Database.SortedSetAddAsync(Partition.Key("later"), "s1", _subject.Time.GetUtcNow().ToUnixTimeMilliseconds());

        _proxy.Cut();

        await Until.TrueAsync(IsFoundAsync, TimeSpan.FromSeconds(20), "it is found", Token);

        async Task<bool> IsFoundAsync()
        {
            try
            {
                return await Due.HasDueAsync(RedisDueList.Later, Partition);
            }
            catch (Exception e) when (RedisFaults.IsPassing(e))
            {
                return false;
            }
        }
    }
}
