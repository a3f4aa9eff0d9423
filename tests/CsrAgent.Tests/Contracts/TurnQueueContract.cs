using CsrAgent.Conversations;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every <see cref="ITurnQueue"/> promises: order, dedupe, fencing, reclaim, atomic commits.</summary>
public abstract class TurnQueueContract : IAsyncLifetime
{
    private StoreSubject _subject = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract ValueTask<StoreSubject> CreateAsync();

    public async ValueTask InitializeAsync() => _subject = await CreateAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _subject.DisposeAsync();
    }

    [Fact]
    public async Task Take_AfterABurst_ReturnsAllMessagesInOrder()
    {
        foreach (var text in new[] { "one", "two", "three" }) await _subject.AcceptAsync(Some.Message(text));

        var lease = await _subject.TakeAsync();

        Assert.Equal(["one", "two", "three"], lease!.Messages.Select(m => m.Text));
        Assert.Equal(1, lease.Attempt);
    }

    [Fact]
    public async Task Take_WhileLeased_ReturnsNothing()
    {
        await _subject.AcceptAsync(Some.Message("one"));
        await _subject.TakeAsync();
        await _subject.AcceptAsync(Some.Message("two"));

        Assert.Null(await _subject.TakeAsync());
    }

    [Fact]
    public async Task Take_SeveralConversations_ReturnsTheLongestWaitingFirst()
    {
        foreach (var session in new[] { "a", "b", "c" })
        {
            await _subject.AcceptAsync(Some.Message(session: session));
            _subject.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        var leases = await _subject.Queue.TakeAsync(new TakeRequest(2, TimeSpan.Zero), Token);

        Assert.Equal(["a", "b"], leases.Select(l => l.ConversationId.Value));
    }

    [Fact]
    public async Task Take_ByManyAtOnce_LeasesEachConversationOnce()
    {
        for (var i = 0; i < 50; i++) await _subject.AcceptAsync(Some.Message(session: $"s{i}"));

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _subject.Queue.TakeAsync(new TakeRequest(5, TimeSpan.Zero), Token)));

        Assert.Equal(50, taken.SelectMany(leases => leases).Select(l => l.ConversationId).Distinct().Count());
        Assert.Equal(50, taken.Sum(leases => leases.Count));
    }

    [Fact]
    public async Task Take_WithPatience_WakesWhenAMessageArrives()
    {
        var taking = _subject.Queue.TakeAsync(new TakeRequest(1, TimeSpan.FromMinutes(1)), Token);

        await _subject.AcceptAsync(Some.Message("late"));

        Assert.Equal("late", Assert.Single(await taking).Messages[0].Text);
    }

    [Fact]
    public async Task Take_WithinTheDebounce_LetsTheBurstSettle()
    {
        var settling = Some.Message("one") with { Debounce = TimeSpan.FromSeconds(2) };
        await _subject.AcceptAsync(settling);
        Assert.Null(await _subject.TakeAsync());
        _subject.Time.Advance(TimeSpan.FromSeconds(1));
        await _subject.AcceptAsync(settling with { Text = "two" });
        _subject.Time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Null(await _subject.TakeAsync());

        _subject.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await _subject.TakeAsync())!.Messages.Count);
    }

    [Fact]
    public async Task Take_ABurstThatNeverSettles_IsTakenAfterFourDebounces()
    {
        for (var i = 0; i < 9; i++)
        {
            await _subject.AcceptAsync(Some.Message($"m{i}") with { Debounce = TimeSpan.FromSeconds(2) });
            _subject.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.NotNull(await _subject.TakeAsync());
    }

    [Fact]
    public async Task Accept_TheSameKeyTwice_IsADuplicateWithTheFirstId()
    {
        var id = await _subject.AcceptAsync(Some.Message(key: "k"));

        var again = await _subject.Queue.AcceptAsync(Some.Message(key: "k"), Token);

        Assert.Equal(id, Assert.IsType<AcceptOutcome.Duplicate>(again).MessageId);
        Assert.Single((await _subject.TakeAsync())!.Messages);
    }

    [Fact]
    public async Task Accept_TheSameKeyByManyAtOnce_IsAcceptedOnce()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _subject.Queue.AcceptAsync(Some.Message(key: "k"), Token)));

        Assert.Single(outcomes.OfType<AcceptOutcome.Accepted>());
        Assert.Equal(19, outcomes.OfType<AcceptOutcome.Duplicate>().Count());
    }

    [Fact]
    public async Task Accept_TheSameKeyAfterItsAnswer_IsStillADuplicate()
    {
        await _subject.AnswerAsync(Some.Message(key: "k"));

        Assert.IsType<AcceptOutcome.Duplicate>(await _subject.Queue.AcceptAsync(Some.Message(key: "k"), Token));
        Assert.Null(await _subject.TakeAsync());
    }

    [Fact]
    public async Task Accept_TheSameKeyWithOtherWords_IsRefused()
    {
        await _subject.AcceptAsync(Some.Message("one", key: "k"));

        Assert.IsType<AcceptOutcome.KeyReused>(await _subject.Queue.AcceptAsync(Some.Message("two", key: "k"), Token));
    }

    [Fact]
    public async Task Accept_FromAnotherCustomer_IsRefused()
    {
        await _subject.AcceptAsync(Some.Message(user: "ann"));

        Assert.IsType<AcceptOutcome.NotYours>(await _subject.Queue.AcceptAsync(Some.Message(user: "bob"), Token));
        Assert.Single((await _subject.TakeAsync())!.Messages);
    }

    [Fact]
    public async Task Accept_BeyondTheQueueSize_IsRefusedUntilSomethingIsAnswered()
    {
        _subject.Options.MessageQueueSize = 1;
        await _subject.AcceptAsync(Some.Message());
        Assert.IsType<AcceptOutcome.QueueFull>(await _subject.Queue.AcceptAsync(Some.Message(session: "other"), Token));

        var lease = await _subject.TakeAsync();
        await _subject.Queue.CommitAsync(lease!, Some.Commit(lease!), Token);

        await _subject.AcceptAsync(Some.Message(session: "other"));
    }

    [Fact]
    public async Task Commit_MovesTheMessagesAndTheReplyIntoTheHistory()
    {
        await _subject.AcceptAsync(Some.Message("one", key: "k1"));
        await _subject.AcceptAsync(Some.Message("two"));
        var lease = (await _subject.TakeAsync())!;

        await _subject.Queue.CommitAsync(lease, Some.Commit(lease, "Both."), Token);

        var page = await _subject.Store.ReadAsync(lease.ConversationId, 0, 10, Token);
        Assert.Equal([(1L, MessageRole.Customer, "one"), (2L, MessageRole.Customer, "two"), (3L, MessageRole.Agent, "Both.")],
            page!.Messages.Select(m => (m.Sequence, m.Role, m.Text)));
        Assert.All(page.Messages, m => Assert.Equal(lease.TurnId, m.TurnId));
        Assert.Equal("k1", page.Messages[0].MessageKey);
        Assert.Null(await _subject.TakeAsync());
    }

    [Fact]
    public async Task Commit_LeavesLaterMessagesForTheNextTurn()
    {
        await _subject.AcceptAsync(Some.Message("one"));
        var first = (await _subject.TakeAsync())!;
        await _subject.AcceptAsync(Some.Message("two"));

        await _subject.Queue.CommitAsync(first, Some.Commit(first), Token);

        var second = (await _subject.TakeAsync())!;
        Assert.Equal(["two"], second.Messages.Select(m => m.Text));
        Assert.NotEqual(first.TurnId, second.TurnId);
        Assert.Equal(["one", "Here it is."], second.History.Select(m => m.Text));
        Assert.Equal(1, second.Attempt);
    }

    [Fact]
    public async Task Commit_OnlyIfNothingNew_WritesNothingWhenMoreWaits()
    {
        await _subject.AcceptAsync(Some.Message("one"));
        var lease = (await _subject.TakeAsync())!;
        await _subject.AcceptAsync(Some.Message("two"));

        Assert.Equal(CommitOutcome.MoreWaits, await _subject.Queue.CommitAsync(lease, Some.Commit(lease) with { OnlyIfNothingNew = true }, Token));

        var mailbox = await _subject.Queue.RenewAsync(lease, Token);
        Assert.Equal(["one", "two"], mailbox!.Select(m => m.Text));
        var merged = lease with { Messages = mailbox! };
        Assert.Equal(CommitOutcome.Committed, await _subject.Queue.CommitAsync(merged, Some.Commit(merged) with { OnlyIfNothingNew = true }, Token));
    }

    [Fact]
    public async Task Commit_Twice_IsRefused()
    {
        await _subject.AcceptAsync(Some.Message());
        var lease = (await _subject.TakeAsync())!;
        await _subject.Queue.CommitAsync(lease, Some.Commit(lease), Token);

        Assert.Equal(CommitOutcome.Refused, await _subject.Queue.CommitAsync(lease, Some.Commit(lease, "Again."), Token));

        Assert.Equal(2, (await _subject.Store.ReadAsync(lease.ConversationId, 0, 10, Token))!.Messages.Count);
    }

    [Fact]
    public async Task Commit_AfterTheLeaseWentToAnother_IsRefusedAndLeavesNoTrace()
    {
        await _subject.AcceptAsync(Some.Message());
        var slow = (await _subject.TakeAsync())!;
        _subject.Time.Advance(_subject.Options.LeaseTime + TimeSpan.FromSeconds(1));
        var next = (await _subject.TakeAsync())!;

        Assert.Equal(CommitOutcome.Refused, await _subject.Queue.CommitAsync(slow, Some.Commit(slow, "Slow."), Token));
        Assert.Null(await _subject.Queue.RenewAsync(slow, Token));
        Assert.Equal(CommitOutcome.Committed, await _subject.Queue.CommitAsync(next, Some.Commit(next, "Next."), Token));

        Assert.Equal(2, next.Attempt);
        Assert.Equal(slow.TurnId, next.TurnId);
        Assert.Equal("Next.", (await _subject.Store.ReadAsync(next.ConversationId, 0, 10, Token))!.Messages[^1].Text);
    }

    [Fact]
    public async Task Renew_BeforeTheEnd_KeepsTheLease()
    {
        await _subject.AcceptAsync(Some.Message());
        var lease = (await _subject.TakeAsync())!;
        for (var i = 0; i < 5; i++)
        {
            _subject.Time.Advance(_subject.Options.LeaseTime - TimeSpan.FromSeconds(1));
            Assert.NotNull(await _subject.Queue.RenewAsync(lease, Token));
        }

        Assert.Null(await _subject.TakeAsync());
        Assert.Equal(CommitOutcome.Committed, await _subject.Queue.CommitAsync(lease, Some.Commit(lease), Token));
    }

    [Fact]
    public async Task Fail_MakesTheTurnDueAgainAfterTheDelay()
    {
        await _subject.AcceptAsync(Some.Message());
        var lease = (await _subject.TakeAsync())!;

        await _subject.Queue.FailAsync(lease, TimeSpan.FromSeconds(5), countAttempt: true, Token);

        Assert.Null(await _subject.TakeAsync());
        _subject.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(2, (await _subject.TakeAsync())!.Attempt);
    }

    [Fact]
    public async Task Fail_WithoutCounting_ForgetsTheAttempt()
    {
        await _subject.AcceptAsync(Some.Message());
        var lease = (await _subject.TakeAsync())!;

        await _subject.Queue.FailAsync(lease, TimeSpan.Zero, countAttempt: false, Token);

        Assert.Equal(1, (await _subject.TakeAsync())!.Attempt);
    }

    [Fact]
    public async Task Fail_WithALostLease_DoesNothing()
    {
        await _subject.AcceptAsync(Some.Message());
        var slow = (await _subject.TakeAsync())!;
        _subject.Time.Advance(_subject.Options.LeaseTime + TimeSpan.FromSeconds(1));
        var next = (await _subject.TakeAsync())!;

        await _subject.Queue.FailAsync(slow, TimeSpan.Zero, countAttempt: true, Token);

        Assert.Null(await _subject.TakeAsync());
        Assert.NotNull(await _subject.Queue.RenewAsync(next, Token));
    }

    [Fact]
    public async Task Restart_WithALeasedTurn_MakesItDueWithoutWaitingForTheLease()
    {
        await _subject.AcceptAsync(Some.Message("one", key: "k"));
        await _subject.TakeAsync();

        await _subject.RestartAsync();
        _subject.Time.Advance(_subject.Options.LeaseTime);

        var lease = (await _subject.TakeAsync())!;
        Assert.Equal(["one"], lease.Messages.Select(m => m.Text));
        Assert.Equal(2, lease.Attempt);
        Assert.IsType<AcceptOutcome.Duplicate>(await _subject.Queue.AcceptAsync(Some.Message("one", key: "k"), Token));
    }

    [Fact]
    public async Task Take_WaitingSince_FindsBackedOffTurnsButNoLeasedOnes()
    {
        await _subject.AcceptAsync(Some.Message(session: "leased"));
        await _subject.TakeAsync();
        await _subject.AcceptAsync(Some.Message(session: "failed"));
        await _subject.Queue.FailAsync((await _subject.TakeAsync())!, TimeSpan.FromHours(1), countAttempt: true, Token);
        var since = _subject.Time.GetUtcNow();
        _subject.Time.Advance(TimeSpan.FromSeconds(1));
        await _subject.AcceptAsync(Some.Message(session: "new"));

        var silent = await _subject.Queue.TakeAsync(new TakeRequest(10, TimeSpan.Zero, since), Token);

        Assert.Equal(["failed"], silent.Select(l => l.ConversationId.Value));
    }

    [Fact]
    public async Task Commit_WithADeadLetter_KeepsTheWordsAndRetryBringsThemBack()
    {
        await _subject.AcceptAsync(Some.Message("help"));
        var lease = (await _subject.TakeAsync())!;
        var ticket = Some.Ticket();
        await _subject.Queue.CommitAsync(lease, Some.Commit(lease, "Sorry.", ConversationStatus.WaitingForHuman) with { DeadLetterReason = "failed", Escalation = ticket }, Token);
        var letter = Assert.Single(await _subject.DeadLetters.ListAsync(10, Token));
        Assert.Equal(["help"], letter.Texts);

        Assert.True(await _subject.DeadLetters.RetryAsync(letter.Id, Token));

        var again = (await _subject.TakeAsync())!;
        Assert.Equal(["help"], again.Messages.Select(m => m.Text));
        Assert.Equal(ConversationStatus.Bot, again.Conversation.Status);
        Assert.Empty(await _subject.DeadLetters.ListAsync(10, Token));
        Assert.False(await _subject.DeadLetters.RetryAsync(letter.Id, Token));
    }

    [Fact]
    public async Task Commit_WithAnEscalation_IsSeenOnTheConversation()
    {
        await _subject.AcceptAsync(Some.Message());
        var lease = (await _subject.TakeAsync())!;

        await _subject.Queue.CommitAsync(lease, Some.Commit(lease, "A colleague comes.", ConversationStatus.WaitingForHuman) with { Escalation = Some.Ticket() }, Token);

        var conversation = (await _subject.Store.ReadAsync(lease.ConversationId, 0, 1, Token))!.Conversation;
        Assert.Equal(ConversationStatus.WaitingForHuman, conversation.Status);
        Assert.Equal("esc_1", conversation.Escalation!.Id);
    }

    [Fact]
    public async Task Commit_WithoutText_AddsNoReply()
    {
        await _subject.AcceptAsync(Some.Message("for a person"));
        var lease = (await _subject.TakeAsync())!;

        await _subject.Queue.CommitAsync(lease, Some.Commit(lease, "", ConversationStatus.Human), Token);

        Assert.Equal("for a person", Assert.Single((await _subject.Store.ReadAsync(lease.ConversationId, 0, 10, Token))!.Messages).Text);
    }
}
