using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Handoff;
using CsrAgent.Tests.Channels;
using CsrAgent.Tests.Conversations;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Turns;

/// <summary>An answer that a channel shows while it is written, and what its delivery learns of that.</summary>
public sealed class TurnPreviewTests : IAsyncDisposable
{
    private readonly FakeTurnQueue _queue = new();
    private readonly InMemoryReplyFeed _feed = new(TimeProvider.System);
    private readonly TestPreviews _shown = new();
    private readonly TurnRig _rig;

    public TurnPreviewTests()
    {
        _rig = new TurnRig(_queue, feed: _feed);
        _rig.Channel.Shows = _shown;
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private static TurnLease Lease(bool disclosed = true, ConversationStatus status = ConversationStatus.Bot)
    {
        var conversation = SomeTurn.Conversation(status: status, channel: "push");
        return SomeTurn.Lease(
            conversation with
            {
                State = ConversationState.New with { Disclosed = disclosed },
            },
            SomeTurn.Pending(1, "Where is my order?")
        );
    }

    [Theory]
    [InlineData("Here it is.", 11)]
    [InlineData("Something else.", 0)]
    public async Task Run_ShownAnswer_ItsDeliveryKnowsHowMuchOfItIsShown(string answer, int length)
    {
        Writes("Here it is.", answer);

        await _rig.RunAsync(Lease());

        var commit = Assert.Single(_queue.Commits);
        Assert.Equal(new DeliveryPreview("shown-1", length), Assert.Single(commit.Deliveries).Preview);
        Assert.False(commit.OnlyIfNothingNew);
        Assert.True(_shown is { IsHandedOver: true, IsOver: true });
    }

    [Fact]
    public async Task Run_FirstOfAConversation_SaysThatAnAiAnswersBeforeAnyOtherWord()
    {
        Writes("Here it is.", "Here it is.");

        await _rig.RunAsync(Lease(disclosed: false));

        var text = Assert.Single(_queue.Commits).Reply.Text;
        Assert.EndsWith("\n\nHere it is.", text, StringComparison.Ordinal);
        Assert.Equal(text, _shown.Text);
        Assert.Equal(text.Length, _queue.Commits.Single().Deliveries[0].Preview!.Length);
    }

    /// <summary>An earlier attempt, of a process that died, may have shown something.</summary>
    [Fact]
    public async Task Run_SecondAttempt_ShowsNothingAndItsDeliveryHasToAsk()
    {
        Writes("Here it is.", "Here it is.");

        await _rig.RunAsync(Lease() with { Attempt = 2 });

        Assert.Equal("", _shown.Text);
        Assert.Equal(new DeliveryPreview(null, 0), Assert.Single(_queue.Commits).Deliveries[0].Preview);
    }

    [Fact]
    public async Task Run_GivenUp_ItsDeliveryHasToAskToo()
    {
        await _rig.RunAsync(Lease() with { Attempt = 100 });

        Assert.Equal(new DeliveryPreview(null, 0), Assert.Single(_queue.Commits).Deliveries[0].Preview);
    }

    /// <summary>Else the next attempt would take itself for the first, and show the answer again.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_ServerStops_TheAttemptCountsIfSomethingIsShown(bool isShown)
    {
        using var stopping = new CancellationTokenSource();
        _rig.Answerer.Does(
            async (stream, token) =>
            {
                if (isShown) await stream.WriteAsync("Here ", token);
                await stopping.CancelAsync();
                token.ThrowIfCancellationRequested();
                return ScriptedAnswerer.Answer("");
            }
        );

        await _rig.RunUntilStoppedAsync(Lease(), stopping.Token);

        Assert.Equal(isShown, Assert.Single(_queue.HandBacks).CountAttempt);
        Assert.False(_shown.IsHandedOver);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_CustomerStopsTheAnswer_IsCommittedWithWhatTheySaw(bool isElsewhere)
    {
        _rig.Answerer.Does(
            async (stream, token) =>
            {
                await stream.WriteAsync("Here it", token);
                if (isElsewhere) await _feed.PublishAsync(new("s1"), new ReplyEvent.StopRequested(), token);
                else _shown.Stop();
                await new TaskCompletionSource().Task.WaitAsync(token);
                return ScriptedAnswerer.Answer("Never.");
            }
        );

        await _rig.RunAsync(Lease());

        var reply = Assert.Single(_queue.Commits).Reply;
        Assert.Equal("Here it\n\nI have stopped this answer, as you asked. Just write here when you want to go on.", reply.Text);
        Assert.Equal(ConversationStatus.Bot, reply.Status);
        Assert.True(_shown.IsHandedOver);
    }

    [Fact]
    public async Task Run_WithAPerson_ShowsNothing()
    {
        await _rig.RunAsync(Lease(status: ConversationStatus.Human));

        Assert.False(_shown.IsOver);
        Assert.Empty(Assert.Single(_queue.Commits).Reply.Text);
    }

    /// <summary>
    /// Nobody completes what is shown once somebody else had the conversation in between, though they may have given it back: the next
    /// attempt takes itself for the first. One that goes on with the same turn does.
    /// </summary>
    [Theory]
    [MemberData(nameof(Meanwhile))]
    public Task Run_CommitIsRefused_IsAbandonedUnlessTheAgentTriesAgain(string meanwhile, bool isAbandoned) =>
        AssertAbandonedAsync(meanwhile, isAbandoned, (_, _) => Task.CompletedTask);

    /// <summary>The heartbeat may notice it before any commit does.</summary>
    [Theory]
    [MemberData(nameof(Meanwhile))]
    public Task Run_LeaseIsLostWhileTheModelWrites_IsAbandonedUnlessTheAgentTriesAgain(string meanwhile, bool isAbandoned) =>
        AssertAbandonedAsync(
            meanwhile,
            isAbandoned,
            async (rig, token) =>
            {
                rig.Time.Advance(new TurnOptions().LeaseTime / 3);
                await new TaskCompletionSource().Task.WaitAsync(token);
            }
        );

    public static TheoryData<string, bool> Meanwhile =>
        new()
        {
            { "tried again", false },
            { "claimed", true },
            { "claimed and returned", true },
            { "ended", true },
            { "erased", true },
        };

    private async Task AssertAbandonedAsync(string meanwhile, bool isAbandoned, Func<TurnRig, CancellationToken, Task> thenAsync)
    {
        await using var rig = new TurnRig(feed: _feed);
        rig.Channel.Shows = _shown;
        var lease = await rig.LeaseAsync(Some.Message() with { Channel = "push" });
        rig.Answerer.Does(
            async (stream, token) =>
            {
                await stream.WriteAsync("Here ", token);
                await HappensAsync(rig, meanwhile, lease);
                await thenAsync(rig, token);
                return ScriptedAnswerer.Answer("Here it is.");
            }
        );

        await rig.RunAsync(lease);

        Assert.Equal(isAbandoned, _shown.IsAbandoned);
        Assert.True(_shown is { IsHandedOver: false, IsOver: true });
    }

    /// <summary>The other attempt's delivery makes its answer of what is shown.</summary>
    [Fact]
    public async Task Run_AnotherAttemptHasAnswered_IsNotAbandoned()
    {
        await using var rig = new TurnRig(feed: _feed);
        var first = await rig.LeaseAsync(Some.Message() with { Channel = "push" });
        rig.Channel.Shows = _shown;
        rig.Answerer.Does(
            async (stream, token) =>
            {
                await stream.WriteAsync("Here ", token);
                await HappensAsync(rig, "tried again", first);
                rig.Channel.Shows = null;
                var second = Assert.Single(await rig.Queue.TakeAsync(new TakeRequest(1, TimeSpan.Zero), token));
                await rig.RunAsync(second);
                return ScriptedAnswerer.Answer("Here it is.");
            }
        );

        await rig.RunAsync(first);

        Assert.Equal(2, (await rig.ReadAsync()).Messages.Count);
        Assert.True(_shown is { IsAbandoned: false, IsOver: true });
    }

    /// <summary>Ended before it was taken: the message is answered all the same, by the next attempt.</summary>
    [Fact]
    public async Task Run_AnEndedConversationsMessageIsTriedAgain_IsNotAbandoned()
    {
        var token = TestContext.Current.CancellationToken;
        await using var rig = new TurnRig(feed: _feed);
        rig.Channel.Shows = _shown;
        var message = Some.Message() with { Channel = "push" };
        Assert.IsType<AcceptOutcome.Accepted>(await rig.Queue.AcceptAsync(message, token));
        Assert.True(await rig.Get<IConversationStore>().EndAsync(message.ConversationId, token));
        var lease = Assert.Single(await rig.Queue.TakeAsync(new TakeRequest(1, TimeSpan.Zero), token));
        rig.Answerer.Does(
            async (stream, cancelled) =>
            {
                await stream.WriteAsync("Here ", cancelled);
                await HappensAsync(rig, "tried again", lease);
                return ScriptedAnswerer.Answer("Here it is.");
            }
        );

        await rig.RunAsync(lease);

        Assert.Equal(ConversationStatus.Ended, lease.Conversation.Status);
        Assert.True(_shown is { IsAbandoned: false, IsOver: true });
    }

    /// <summary>Nobody knows who has it, and a half answer that is taken for another's is the lesser evil.</summary>
    [Fact]
    public async Task Run_StoreDoesNotSayWhoHasIt_IsLeftAsItIs()
    {
        var store = new FakeConversationStore { Error = new StoreUnavailableException("Redis", new TimeoutException()) };
        await using var rig = new TurnRig(_queue, feed: _feed, more: services => services.AddSingleton<IConversationStore>(store));
        rig.Channel.Shows = _shown;
        _queue.Commit(CommitOutcome.Refused);
        Writes(rig, "Here ", "Here it is.");

        await rig.RunAsync(Lease());

        Assert.Equal(1, store.Pages);
        Assert.True(_shown is { IsAbandoned: false, IsOver: true });
        Assert.Empty(_queue.HandBacks);
    }

    private static async Task HappensAsync(TurnRig rig, string what, TurnLease lease)
    {
        var token = TestContext.Current.CancellationToken;
        var store = rig.Get<IConversationStore>();
        switch (what)
        {
            case "tried again":
                await rig.Queue.FailAsync(lease, TimeSpan.Zero, countAttempt: true, token);
                break;
            case "claimed" or "claimed and returned":
                var people = rig.Get<HandoffWorkflow>();
                var ticket = await people.OpenAsync(lease.ConversationId, (_, _) => Some.Ticket(), token);
                Assert.IsType<HandoffOutcome.Done>(await people.ClaimAsync(ticket!.Id, "Anna", token));
                if (what == "claimed") break;
                Assert.IsType<HandoffOutcome.Done>(await people.ReturnAsync(ticket.Id, "Anna", token));
                break;
            case "ended":
                Assert.True(await store.EndAsync(lease.ConversationId, token));
                break;
            default:
                await store.EraseAsync([lease.ConversationId], null, token);
                break;
        }
    }

    private void Writes(string shown, string answer) => Writes(_rig, shown, answer);

    private static void Writes(TurnRig rig, string shown, string answer) =>
        rig.Answerer.Does(
            async (stream, token) =>
            {
                if (stream.IsWatched) await stream.WriteAsync(shown, token);
                return ScriptedAnswerer.Answer(answer);
            }
        );
}
