using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Tests.Conversations;
using CsrAgent.Tests.Faults;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Turns;

/// <summary>One turn's way to its end, under everything that can happen to it.</summary>
public sealed class TurnRunnerTests : IAsyncDisposable
{
    private readonly FakeTurnQueue _queue = new();
    private readonly TurnOptions _options = new();
    private readonly TurnRig _rig;

    public TurnRunnerTests() => _rig = new TurnRig(_queue, o => (o.MaxAttempts, o.MaxMerges) = (_options.MaxAttempts, _options.MaxMerges));

    private IEnumerable<string> Published => _rig.Feed.Events.Select(e => e.GetType().Name);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Run_AnAnswer_IsCommittedOnceAndPublishedAfterwards()
    {
        await _rig.RunAsync(SomeTurn.Lease());

        var commit = Assert.Single(_queue.Commits);
        Assert.Equal(("Here it is.", 1L), (commit.Reply.Text, commit.UpToPosition));
        Assert.Equal(["MessageAdded", "TurnEnded"], Published);
        Assert.Equal(["msg_1"], _rig.Feed.Events.OfType<ReplyEvent.TurnEnded>().Single().MessageIds);
        Assert.Empty(_queue.HandBacks);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    public async Task Run_AFailure_IsHandedBackWithAGrowingBackOff(int attempt, int seconds)
    {
        _rig.Answerer.Fails(new InvalidOperationException("broken"));

        await _rig.RunAsync(SomeTurn.Lease() with { Attempt = attempt });

        Assert.Equal(new HandBack(new("turn_1"), TimeSpan.FromSeconds(seconds), true), Assert.Single(_queue.HandBacks));
        Assert.Empty(_queue.Commits);
        Assert.Empty(Published);
    }

    [Fact]
    public async Task Run_AFailureAtTheLastAttempt_TellsTheCustomerAndHandsOver()
    {
        _rig.Answerer.Fails(new InvalidOperationException("broken"));

        await _rig.RunAsync(SomeTurn.Lease() with { Attempt = _options.MaxAttempts });

        var commit = Assert.Single(_queue.Commits);
        Assert.Equal("failed 4 times, last with InvalidOperationException", commit.DeadLetterReason);
        Assert.Equal(EscalationReason.Failure, commit.Escalation!.Reason);
        Assert.Equal(ConversationStatus.WaitingForHuman, commit.Reply.Status);
        Assert.Contains("could not answer your message", commit.Reply.Text, StringComparison.Ordinal);
        Assert.Contains("colleague", commit.Reply.Text, StringComparison.Ordinal);
        Assert.Contains("StatusChanged", Published);
        Assert.Empty(_queue.HandBacks);
    }

    [Fact]
    public async Task Run_ATurnThatKilledItsWorkers_IsGivenUpWithoutAnotherTry()
    {
        await _rig.RunAsync(SomeTurn.Lease() with { Attempt = _options.MaxAttempts + 1 });

        Assert.Empty(_rig.Answerer.Requests);
        Assert.Contains("MAX_ATTEMPTS", Assert.Single(_queue.Commits).DeadLetterReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ATurnThatNobodyTriedForTooLong_IsAnsweredWithAnApology()
    {
        await _rig.RunAsync(SomeTurn.Lease() with { Waited = _options.MaxSilence + TimeSpan.FromSeconds(1) });

        var commit = Assert.Single(_queue.Commits);
        Assert.Equal("I'm sorry that you had to wait so long.\n\nHere it is.", commit.Reply.Text);
        Assert.Equal(ConversationStatus.Bot, commit.Reply.Status);
        Assert.Null(commit.DeadLetterReason);
    }

    [Fact]
    public async Task Run_ATurnThatFailedForTooLong_IsGivenUpWithoutAnotherTry()
    {
        await _rig.RunAsync(SomeTurn.Lease() with { Attempt = 3, Waited = _options.MaxSilence + TimeSpan.FromSeconds(1) });

        Assert.Empty(_rig.Answerer.Requests);
        Assert.Contains("MAX_SILENCE", Assert.Single(_queue.Commits).DeadLetterReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_GivenUpWhileAPersonOwnsIt_StaysSilentAndKeepsTheWordsInTheHistory()
    {
        await _rig.RunAsync(
            SomeTurn.Lease(SomeTurn.Conversation(status: ConversationStatus.Human), SomeTurn.Pending(1, "hello?")) with
            {
                Attempt = 99,
            }
        );

        var commit = Assert.Single(_queue.Commits);
        Assert.Equal(("", 1L), (commit.Reply.Text, commit.UpToPosition));
        Assert.Null(commit.DeadLetterReason);
        Assert.Null(commit.Escalation);
    }

    [Fact]
    public async Task Run_TheLeaseIsLost_NothingLeaves()
    {
        _rig.Answerer.Hangs();
        var running = _rig.RunAsync(SomeTurn.Lease());
        _queue.Mailbox = _ => null;

        _rig.Time.Advance(_options.LeaseTime / 3);
        await running;

        Assert.Empty(_queue.Commits);
        Assert.Empty(_queue.HandBacks);
        Assert.Empty(Published);
    }

    [Fact]
    public async Task Run_TheLeaseIsLostWhileStreaming_NoMoreTextIsShown()
    {
        var lost = new TaskCompletionSource();
        _rig.Answerer.Does(
            async (stream, token) =>
            {
                await stream.WriteAsync("Open the ", token);
                await lost.Task;
                // A deaf answerer: it does not look at its token before it writes on.
                await stream.WriteAsync("settings.", CancellationToken.None);
                return ScriptedAnswerer.Answer("Open the settings.");
            }
        );
        var running = _rig.RunAsync(SomeTurn.Lease(SomeTurn.Conversation(), SomeTurn.Pending(1, "How?", stream: true)));
        _queue.Mailbox = _ => null;
        _rig.Time.Advance(_options.LeaseTime / 3);
        await Until.TrueAsync(() => _queue.Renewals > 0, "the heart has beaten");

        lost.SetResult();
        await running;

        Assert.Equal("Open the ", string.Concat(_rig.Feed.Events.OfType<ReplyEvent.Delta>().Select(d => d.Text)));
        Assert.Empty(_queue.Commits);
    }

    // What a process sees that was stopped for a while, or cut off from the store: nobody tells it that the lease has gone to another.
    [Fact]
    public async Task Run_TheLeaseWasNotRenewedForAsLongAsItHolds_NoMoreTextIsShown()
    {
        var lapsed = new TaskCompletionSource();
        _rig.Answerer.Does(
            async (stream, token) =>
            {
                await stream.WriteAsync("Open the ", token);
                await lapsed.Task;
                await stream.WriteAsync("settings.", CancellationToken.None);
                return ScriptedAnswerer.Answer("Open the settings.");
            }
        );
        _queue.RenewError = new IOException("no connection");
        var running = _rig.RunAsync(SomeTurn.Lease(SomeTurn.Conversation(), SomeTurn.Pending(1, "How?", stream: true)));

        _rig.Time.Advance(_options.LeaseTime);
        lapsed.SetResult();
        await running;

        Assert.Equal("Open the ", string.Concat(_rig.Feed.Events.OfType<ReplyEvent.Delta>().Select(d => d.Text)));
        Assert.Empty(_queue.Commits);
    }

    [Fact]
    public async Task Run_MoreWords_AreMergedAtMostTwiceAndThenLeftForTheNextTurn()
    {
        _queue.Commit(CommitOutcome.MoreWaits, CommitOutcome.MoreWaits);
        _queue.Mailbox = lease => [.. lease.Messages, SomeTurn.Pending(lease.Messages.Count + 1, $"more {lease.Messages.Count}")];

        await _rig.RunAsync(SomeTurn.Lease("one"));

        Assert.Equal(["one", "one|more 1", "one|more 1|more 2"], _rig.Answerer.Requests.Select(r => string.Join('|', r.Messages)));
        Assert.Equal([true, true, false], _queue.Commits.Select(c => c.OnlyIfNothingNew));
        Assert.Equal(3, _queue.Commits.Last().UpToPosition);
        Assert.Single(_queue.Commits.Select(c => c.Reply.TurnId).Distinct());
        Assert.Equal(["msg_1", "msg_2", "msg_3"], _rig.Feed.Events.OfType<ReplyEvent.TurnEnded>().Single().MessageIds);
    }

    [Fact]
    public async Task Run_AfterTextWasShown_DoesNotMerge()
    {
        _rig.Answerer.Does(
            async (stream, token) =>
            {
                await stream.WriteAsync("Here", token);
                return ScriptedAnswerer.Answer("Here it is.");
            }
        );

        await _rig.RunAsync(SomeTurn.Lease(SomeTurn.Conversation(), SomeTurn.Pending(1, "How?", stream: true)));

        Assert.False(Assert.Single(_queue.Commits).OnlyIfNothingNew);
    }

    [Fact]
    public async Task Run_TheLeaseIsLostBetweenTwoMerges_NothingLeaves()
    {
        _queue.Commit(CommitOutcome.MoreWaits);
        _queue.Mailbox = _ => null;

        await _rig.RunAsync(SomeTurn.Lease());

        Assert.Single(_queue.Commits);
        Assert.DoesNotContain("TurnEnded", Published);
        Assert.Empty(_queue.HandBacks);
    }

    /// <summary>Else what the turn has to say, such as help for one in danger, would come when its lease has expired.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)] // It is given up.
    public async Task Run_TheHandoffChangedMeanwhile_DecidesAgainAtOnce(int attempt)
    {
        await using var rig = new TurnRig(
            _queue.Commit(CommitOutcome.HandoffChanged, CommitOutcome.HandoffChanged),
            more: services => services.AddSingleton<IConversationStore>(new FakeConversationStore())
        );

        await rig.RunAsync(SomeTurn.Lease() with { Attempt = attempt });

        Assert.Equal(3, _queue.Commits.Count);
        Assert.Equal(2, _queue.Renewals);
        Assert.Single(rig.Feed.Events.OfType<ReplyEvent.TurnEnded>());
        Assert.All(_queue.Commits, commit => Assert.Equal(attempt > 1, commit.DeadLetterReason is not null));
        Assert.Empty(_queue.HandBacks);
    }

    [Fact]
    public async Task Run_TheCommitIsRefused_NothingIsPublished()
    {
        _queue.Commit(CommitOutcome.Refused);

        await _rig.RunAsync(SomeTurn.Lease());

        Assert.Empty(Published);
        Assert.Empty(_queue.HandBacks);
    }

    [Fact]
    public async Task Run_LongerThanTurnTimeout_IsHandedBackAsAFailedAttempt()
    {
        _rig.Answerer.Hangs();
        var running = _rig.RunAsync(SomeTurn.Lease());

        _rig.Time.Advance(_options.TurnTimeout);
        await running;

        Assert.Equal(new HandBack(new("turn_1"), TimeSpan.FromSeconds(1), true), Assert.Single(_queue.HandBacks));
    }

    [Fact]
    public async Task Run_WithALivingHeart_OutlastsItsLease()
    {
        var filter = new TaskCompletionSource();
        _rig.Answerer.WaitsFor(filter.Task);
        var running = _rig.RunAsync(SomeTurn.Lease());
        for (var beat = 1; beat <= 5; beat++)
        {
            _rig.Time.Advance(_options.LeaseTime / 3);
            await Until.TrueAsync(() => _queue.Renewals == beat, "the heart has beaten");
        }

        filter.SetResult();
        await running;

        Assert.Equal("At last.", Assert.Single(_queue.Commits).Reply.Text);
    }

    [Fact]
    public async Task Run_OneBeatFails_GoesOn()
    {
        var filter = new TaskCompletionSource();
        _rig.Answerer.WaitsFor(filter.Task);
        _queue.RenewError = new TaskCanceledException("the store took too long");
        var running = _rig.RunAsync(SomeTurn.Lease());
        _rig.Time.Advance(_options.LeaseTime / 3);
        await Until.TrueAsync(() => _queue.Renewals == 1, "the first beat has failed");

        _queue.RenewError = null;
        _rig.Time.Advance(_options.LeaseTime / 3);
        await Until.TrueAsync(() => _queue.Renewals == 2, "the heart beats again");
        filter.SetResult();
        await running;

        Assert.Equal("At last.", Assert.Single(_queue.Commits).Reply.Text);
    }

    [Fact]
    public async Task Run_AStop_HandsBackAtOnceWithoutCounting()
    {
        using var stop = new CancellationTokenSource();
        _rig.Answerer.Hangs();
        var running = _rig.RunUntilStoppedAsync(SomeTurn.Lease(), stop.Token);

        await stop.CancelAsync();
        await running;

        Assert.Equal(new HandBack(new("turn_1"), TimeSpan.Zero, false), Assert.Single(_queue.HandBacks));
        Assert.Empty(_queue.Commits);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Run_WhileTheStoreFails_EndsQuietlyForTheLeaseToRunOut(int attempt)
    {
        _queue.Error = new IOException("disk full");

        await _rig.RunAsync(SomeTurn.Lease() with { Attempt = attempt });

        Assert.NotEmpty(_queue.Commits);
        Assert.DoesNotContain("TurnEnded", Published);
    }
}
