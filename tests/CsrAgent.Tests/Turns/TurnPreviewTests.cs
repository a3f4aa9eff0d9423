using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Tests.Channels;
using CsrAgent.Turns.Mailbox;

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

    private void Writes(string shown, string answer) =>
        _rig.Answerer.Does(
            async (stream, token) =>
            {
                if (stream.IsWatched) await stream.WriteAsync(shown, token);
                return ScriptedAnswerer.Answer(answer);
            }
        );
}
