using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Tests.Conversations;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Turns;

/// <summary>A waiter gets its reply, also when the feed loses it.</summary>
public sealed class ReplyWaiterTests
{
    private static readonly ConversationId Id = new("s1");
    private static readonly TurnReply Reply = Some.Reply(SomeTurn.Lease());

    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly FakeConversationStore _store = new();
    private readonly InMemoryReplyFeed _feed;
    private readonly ReplyWaiter _waiter;

    public ReplyWaiterTests() => (_feed, _waiter) = (new InMemoryReplyFeed(_time), new ReplyWaiter(_store, _time));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_TheFeedTells_EndsWithoutAskingTheStore()
    {
        await using var subscription = _feed.Subscribe(Id);
        var waiting = WaitAsync(subscription, TimeSpan.FromSeconds(30));

        await PublishAsync(new ReplyEvent.TurnEnded(Reply, ["msg_0", "msg_1"]));

        Assert.Same(Reply, await waiting);
        Assert.Equal(0, _store.Reads);
    }

    [Fact]
    public async Task Wait_TheFeedLosesIt_FindsItInTheStoreWithinSeconds()
    {
        await using var subscription = _feed.Subscribe(Id);
        var waiting = WaitAsync(subscription, TimeSpan.FromSeconds(30));
        _store.Reply = Reply;

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Same(Reply, await waiting);
    }

    [Fact]
    public async Task Wait_TheFeedWasInterrupted_LooksIntoTheStoreAtOnce()
    {
        await using var subscription = _feed.Subscribe(Id);
        var waiting = WaitAsync(subscription, TimeSpan.FromSeconds(30));
        _store.Reply = Reply;

        _feed.Interrupt(isOver: false);

        Assert.Same(Reply, await waiting);
    }

    [Fact]
    public async Task Wait_InVain_EndsWithNullAtTheTimeout()
    {
        await using var subscription = _feed.Subscribe(Id);
        var waiting = WaitAsync(subscription, TimeSpan.FromSeconds(12));

        await Until.TrueAsync(() => waiting.IsCompleted, _time, TimeSpan.FromSeconds(1), "the waiter gives up");

        Assert.Null(await waiting);
        Assert.True(_time.GetUtcNow() - Some.Noon >= TimeSpan.FromSeconds(12), "not before its time");
    }

    [Fact]
    public async Task Wait_WithoutATimeout_LooksIntoTheStoreOnce()
    {
        _store.Reply = Reply;
        await using var subscription = _feed.Subscribe(Id);

        Assert.Same(Reply, await WaitAsync(subscription, TimeSpan.Zero));
        Assert.Equal(1, _store.Reads);
    }

    [Fact]
    public async Task Wait_TheEndOfAnotherTurn_IsNotTaken()
    {
        await using var subscription = _feed.Subscribe(Id);
        var waiting = WaitAsync(subscription, TimeSpan.FromSeconds(30));
        await PublishAsync(new ReplyEvent.TurnEnded(Reply with { Text = "Another." }, ["msg_9"]));

        await PublishAsync(new ReplyEvent.TurnEnded(Reply, ["msg_1"]));

        Assert.Same(Reply, await waiting);
    }

    [Fact]
    public async Task Follow_Deltas_OnlyThoseOfTheMessagesTurnAndInOrder()
    {
        await using var subscription = _feed.Subscribe(Id);
        await PublishAsync(new ReplyEvent.TurnStarted(new("turn_0"), ["msg_0"]));
        await PublishAsync(new ReplyEvent.Delta(new("turn_0"), "not mine"));
        await PublishAsync(new ReplyEvent.TurnStarted(new("turn_1"), ["msg_1"]));
        foreach (var text in new[] { "Here ", "it ", "is." }) await PublishAsync(new ReplyEvent.Delta(new("turn_1"), text));
        await PublishAsync(new ReplyEvent.TurnEnded(Reply, ["msg_1"]));

        var events = new List<ReplyEvent?>();
        await foreach (var happened in _waiter.FollowAsync(subscription, Id, "msg_1", TimeSpan.FromSeconds(30), Token))
        {
            events.Add(happened);
        }

        Assert.Equal(["Here ", "it ", "is."], events.OfType<ReplyEvent.Delta>().Select(d => d.Text));
        Assert.IsType<ReplyEvent.TurnEnded>(events[^1]);
    }

    [Fact]
    public async Task Follow_InSilence_GivesSignsOfLife()
    {
        await using var subscription = _feed.Subscribe(Id);
        await using var following = _waiter
            .FollowAsync(subscription, Id, "msg_1", TimeSpan.FromMinutes(10), Token)
            .GetAsyncEnumerator(Token);
        var next = following.MoveNextAsync().AsTask();

        await Until.TrueAsync(() => next.IsCompleted, _time, TimeSpan.FromSeconds(1), "a sign of life comes");

        Assert.True(await next);
        Assert.Null(following.Current);
    }

    [Fact]
    public async Task Wait_TheMessageIsErased_EndsAtOnceAndSaysSo()
    {
        await using var subscription = _feed.Subscribe(Id);
        var waiting = WaitForEndAsync(subscription);
        _store.Waiting = null;

        await PublishAsync(new ReplyEvent.Erased());

        Assert.IsType<ReplyEvent.Erased>(await waiting.WaitAsync(Token));
    }

    [Fact]
    public async Task Wait_TheFeedLosesTheErasure_EndsWithinSeconds()
    {
        await using var subscription = _feed.Subscribe(Id);
        var waiting = WaitForEndAsync(subscription);
        _store.Waiting = "msg_of_the_conversation_that_began_anew";

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.IsType<ReplyEvent.Erased>(await waiting.WaitAsync(Token));
    }

    [Fact]
    public async Task Wait_WordsBeforeTheMessageWereErased_GoesOn()
    {
        await using var subscription = _feed.Subscribe(Id);
        await PublishAsync(new ReplyEvent.Erased());
        var waiting = WaitAsync(subscription, TimeSpan.FromSeconds(30));

        await PublishAsync(new ReplyEvent.TurnEnded(Reply, ["msg_1"]));

        Assert.Same(Reply, await waiting);
    }

    private Task<ReplyEvent?> WaitForEndAsync(IReplySubscription subscription) =>
        _waiter.WaitAsync(subscription, Id, "msg_1", TimeSpan.FromSeconds(30), Token);

    private async Task<TurnReply?> WaitAsync(IReplySubscription subscription, TimeSpan timeout) =>
        (await _waiter.WaitAsync(subscription, Id, "msg_1", timeout, Token) as ReplyEvent.TurnEnded)?.Reply;

    private async Task PublishAsync(ReplyEvent happened) => await _feed.PublishAsync(Id, happened, Token);
}
