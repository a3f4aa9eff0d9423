using CsrAgent.Conversations;
using CsrAgent.Tests.Conversations;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Turns;

/// <summary>A waiter gets its reply, also when the feed loses it.</summary>
public sealed class ReplyWaiterTests
{
    private static readonly ConversationId _id = new("s1");
    private static readonly TurnReply _reply = Some.Reply(Given.Lease());

    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly FakeConversationStore _store = new();
    private readonly InMemoryReplyFeed _feed;
    private readonly ReplyWaiter _waiter;

    public ReplyWaiterTests() => (_feed, _waiter) = (new InMemoryReplyFeed(_time), new ReplyWaiter(_store, _time));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_TheFeedTells_EndsWithoutAskingTheStore()
    {
        await using var subscription = _feed.Subscribe(_id);
        var waiting = WaitAsync(subscription, TimeSpan.FromSeconds(30));

        await PublishAsync(new ReplyEvent.TurnEnded(_reply, ["msg_0", "msg_1"]));

        Assert.Same(_reply, await waiting);
        Assert.Equal(0, _store.Reads);
    }

    [Fact]
    public async Task Wait_TheFeedLosesIt_FindsItInTheStoreWithinSeconds()
    {
        await using var subscription = _feed.Subscribe(_id);
        var waiting = WaitAsync(subscription, TimeSpan.FromSeconds(30));
        _store.Reply = _reply;

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Same(_reply, await waiting);
    }

    [Fact]
    public async Task Wait_TheFeedWasInterrupted_LooksIntoTheStoreAtOnce()
    {
        await using var subscription = _feed.Subscribe(_id);
        var waiting = WaitAsync(subscription, TimeSpan.FromSeconds(30));
        _store.Reply = _reply;

        _feed.Interrupt(isOver: false);

        Assert.Same(_reply, await waiting);
    }

    [Fact]
    public async Task Wait_InVain_EndsWithNullAtTheTimeout()
    {
        await using var subscription = _feed.Subscribe(_id);
        var waiting = WaitAsync(subscription, TimeSpan.FromSeconds(12));

        await Until.TrueAsync(() => waiting.IsCompleted, _time, TimeSpan.FromSeconds(1), "the waiter gives up");

        Assert.Null(await waiting);
        Assert.True(_time.GetUtcNow() - Some.Noon >= TimeSpan.FromSeconds(12), "not before its time");
    }

    [Fact]
    public async Task Wait_WithoutPatience_LooksIntoTheStoreOnce()
    {
        _store.Reply = _reply;
        await using var subscription = _feed.Subscribe(_id);

        Assert.Same(_reply, await WaitAsync(subscription, TimeSpan.Zero));
        Assert.Equal(1, _store.Reads);
    }

    [Fact]
    public async Task Wait_TheEndOfAnotherTurn_IsNotTaken()
    {
        await using var subscription = _feed.Subscribe(_id);
        var waiting = WaitAsync(subscription, TimeSpan.FromSeconds(30));
        await PublishAsync(new ReplyEvent.TurnEnded(_reply with { Text = "Another." }, ["msg_9"]));

        await PublishAsync(new ReplyEvent.TurnEnded(_reply, ["msg_1"]));

        Assert.Same(_reply, await waiting);
    }

    [Fact]
    public async Task Follow_Deltas_OnlyThoseOfTheMessagesTurnAndInOrder()
    {
        await using var subscription = _feed.Subscribe(_id);
        await PublishAsync(new ReplyEvent.TurnStarted(new("turn_0"), ["msg_0"]));
        await PublishAsync(new ReplyEvent.Delta(new("turn_0"), "not mine"));
        await PublishAsync(new ReplyEvent.TurnStarted(new("turn_1"), ["msg_1"]));
        foreach (var text in new[] { "Here ", "it ", "is." }) await PublishAsync(new ReplyEvent.Delta(new("turn_1"), text));
        await PublishAsync(new ReplyEvent.TurnEnded(_reply, ["msg_1"]));

        var heard = new List<ReplyEvent?>();
        await foreach (var happened in _waiter.FollowAsync(subscription, _id, "msg_1", TimeSpan.FromSeconds(30), Token)) heard.Add(happened);

        Assert.Equal(["Here ", "it ", "is."], heard.OfType<ReplyEvent.Delta>().Select(d => d.Text));
        Assert.IsType<ReplyEvent.TurnEnded>(heard[^1]);
    }

    [Fact]
    public async Task Follow_InSilence_GivesSignsOfLife()
    {
        await using var subscription = _feed.Subscribe(_id);
        await using var following = _waiter.FollowAsync(subscription, _id, "msg_1", TimeSpan.FromMinutes(10), Token).GetAsyncEnumerator(Token);
        var next = following.MoveNextAsync().AsTask();

        await Until.TrueAsync(() => next.IsCompleted, _time, TimeSpan.FromSeconds(1), "a sign of life comes");

        Assert.True(await next);
        Assert.Null(following.Current);
    }

    private Task<TurnReply?> WaitAsync(IReplySubscription subscription, TimeSpan timeout) => _waiter.WaitAsync(subscription, _id, "msg_1", timeout, Token);

    private async Task PublishAsync(ReplyEvent happened) => await _feed.PublishAsync(_id, happened, Token);
}
