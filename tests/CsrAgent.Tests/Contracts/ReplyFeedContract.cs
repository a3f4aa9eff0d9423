using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every <see cref="IReplyFeed"/> promises: in order, to all who listen, and never at the publisher's cost.</summary>
public abstract class ReplyFeedContract : IAsyncLifetime
{
    private static readonly ConversationId Id = new("s1");

    /// <summary>Long enough for any feed on one machine; nobody waits for it unless something is lost.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private IReplyFeed _feed = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract ValueTask<IReplyFeed> CreateAsync();

    public async ValueTask InitializeAsync() => _feed = await CreateAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Publish_EveryKindOfEvent_ArrivesWholeAndInOrder()
    {
        await using var subscription = _feed.Subscribe(Id);
        ReplyEvent[] happened =
        [
            new ReplyEvent.TurnStarted(new("turn_1"), ["msg_1"]),
            new ReplyEvent.Delta(new("turn_1"), "Here "),
            new ReplyEvent.Delta(new("turn_1"), "ü 💡"),
            new ReplyEvent.Cited(new("turn_1"), new("kb-001", "Open the page")),
            new ReplyEvent.StatusChanged(ConversationStatus.WaitingForHuman, Some.Ticket()),
            new ReplyEvent.StatusChanged(ConversationStatus.Bot, null),
            new ReplyEvent.StopRequested(),
            new ReplyEvent.Erased(),
            new ReplyEvent.OwnerChanged(),
        ];
        foreach (var one in happened) await _feed.PublishAsync(Id, one, Token);

        foreach (var expected in happened) Assert.Equivalent(expected, await subscription.NextAsync(Timeout, Token), strict: true);
    }

    [Fact]
    public async Task Publish_TheEndOfATurn_CarriesTheReply()
    {
        await using var subscription = _feed.Subscribe(Id);
        var reply = Some.Reply(SomeTurn.Lease());

        await _feed.PublishAsync(Id, new ReplyEvent.MessageAdded(reply.ToMessage()!), Token);
        await _feed.PublishAsync(Id, new ReplyEvent.TurnEnded(reply, ["msg_1", "msg_2"]), Token);

        Assert.Equal(reply.Text, Assert.IsType<ReplyEvent.MessageAdded>(await subscription.NextAsync(Timeout, Token)).Message.Text);
        var ended = Assert.IsType<ReplyEvent.TurnEnded>(await subscription.NextAsync(Timeout, Token));
        Assert.Equal((reply.Text, reply.TurnId), (ended.Reply.Text, ended.Reply.TurnId));
        Assert.Equal(["msg_1", "msg_2"], ended.MessageIds);
    }

    [Fact]
    public async Task Subscribe_Several_EachGetsEverything()
    {
        await using var one = _feed.Subscribe(Id);
        await using var two = _feed.Subscribe(Id);

        await _feed.PublishAsync(Id, new ReplyEvent.Delta(new("turn_1"), "both"), Token);

        foreach (var subscription in new[] { one, two })
        {
            Assert.Equal("both", Assert.IsType<ReplyEvent.Delta>(await subscription.NextAsync(Timeout, Token)).Text);
        }
    }

    [Fact]
    public async Task Publish_ToAnotherConversation_IsNotReceived()
    {
        await using var subscription = _feed.Subscribe(Id);

        await _feed.PublishAsync(new("s2"), new ReplyEvent.Delta(new("turn_1"), "not for you"), Token);
        await _feed.PublishAsync(Id, new ReplyEvent.Delta(new("turn_2"), "for you"), Token);

        Assert.Equal("for you", Assert.IsType<ReplyEvent.Delta>(await subscription.NextAsync(Timeout, Token)).Text);
    }

    [Fact]
    public async Task Next_WhenNothingHappens_IsNullAfterTheTimeout()
    {
        await using var subscription = _feed.Subscribe(Id);

        Assert.Null(await subscription.NextAsync(TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task Next_Cancelled_Throws()
    {
        await using var subscription = _feed.Subscribe(Id);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await subscription.NextAsync(Timeout, new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public async Task Publish_ToOneThatHasLeft_TouchesNobody()
    {
        var left = _feed.Subscribe(Id);
        await using var stays = _feed.Subscribe(Id);
        await left.DisposeAsync();

        await _feed.PublishAsync(Id, new ReplyEvent.Delta(new("turn_1"), "hello"), Token);

        Assert.IsType<ReplyEvent.Delta>(await stays.NextAsync(Timeout, Token));
    }

    [Fact]
    public async Task Publish_ToASlowListener_MayDropDeltasButNeverTheEnd()
    {
        await using var slow = _feed.Subscribe(Id);
        for (var i = 0; i < 5_000; i++) await _feed.PublishAsync(Id, new ReplyEvent.Delta(new("turn_1"), $"{i} "), Token);
        await _feed.PublishAsync(Id, new ReplyEvent.TurnEnded(Some.Reply(SomeTurn.Lease()), ["msg_1"]), Token);

        var events = new List<ReplyEvent?>();
        while (events.LastOrDefault() is not ReplyEvent.TurnEnded)
        {
            events.Add(Assert.IsAssignableFrom<ReplyEvent>(await slow.NextAsync(Timeout, Token)));
        }

        var numbers = events
            .OfType<ReplyEvent.Delta>()
            .Select(d => int.Parse(d.Text, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(numbers.Order(), numbers);
    }

    [Fact]
    public async Task SubscribeAndLeave_ByManyAtOnce_LosesNothingForThoseWhoStay()
    {
        await using var stays = _feed.Subscribe(Id);
        var others = Enumerable
            .Range(0, 8)
            .Select(_ =>
                Task.Run(
                    async () =>
                    {
                        for (var i = 0; i < 200; i++) await _feed.Subscribe(Id).DisposeAsync();
                    },
                    Token
                )
            );
        var publishing = Task.Run(
            async () =>
            {
                for (var i = 0; i < 200; i++) await _feed.PublishAsync(Id, new ReplyEvent.TurnStarted(new($"turn_{i}"), []), Token);
            },
            Token
        );
        await Task.WhenAll([.. others, publishing]);

        for (var i = 0; i < 200; i++)
        {
            Assert.Equal($"turn_{i}", Assert.IsType<ReplyEvent.TurnStarted>(await stays.NextAsync(Timeout, Token)).TurnId.Value);
        }
    }
}
