using CsrAgent.Conversations;
using CsrAgent.Tests.Support;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every <see cref="ITurnQueue"/> promises: order, dedupe, fencing, reclaim, atomic commits.</summary>
public abstract class TurnQueueContract : StoreContract
{
    [Fact]
    public async Task Take_AfterABurst_ReturnsAllMessagesInOrder()
    {
        foreach (var text in new[] { "one", "two", "three" }) await Subject.AcceptAsync(Some.Message(text));

        var lease = await Subject.TakeAsync();

        Assert.Equal(["one", "two", "three"], lease!.Messages.Select(m => m.Text));
        Assert.Equal(1, lease.Attempt);
    }

    [Fact]
    public async Task Take_WhileLeased_ReturnsNothing()
    {
        await Subject.AcceptAsync(Some.Message("one"));
        await Subject.TakeAsync();
        await Subject.AcceptAsync(Some.Message("two"));

        Assert.Null(await Subject.TakeAsync());
    }

    [Fact]
    public async Task Take_SeveralConversations_ReturnsTheLongestWaitingFirst()
    {
        foreach (var session in new[] { "a", "b", "c" })
        {
            await Subject.AcceptAsync(Some.Message(session: session));
            Subject.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        var leases = await Subject.Queue.TakeAsync(new TakeRequest(2, TimeSpan.Zero), Token);

        Assert.Equal(["a", "b"], leases.Select(l => l.ConversationId.Value));
    }

    [Fact]
    public async Task Take_ByManyAtOnce_LeasesEachConversationOnce()
    {
        for (var i = 0; i < 50; i++) await Subject.AcceptAsync(Some.Message(session: $"s{i}"));

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Subject.Queue.TakeAsync(new TakeRequest(5, TimeSpan.Zero), Token))
        );

        Assert.Equal(50, taken.SelectMany(leases => leases).Select(l => l.ConversationId).Distinct().Count());
        Assert.Equal(50, taken.Sum(leases => leases.Count));
    }

    [Fact]
    public async Task Take_WithAWait_WakesWhenAMessageArrives()
    {
        var taking = Subject.Queue.TakeAsync(new TakeRequest(1, TimeSpan.FromMinutes(1)), Token);

        await Subject.AcceptAsync(Some.Message("late"));

        Assert.Equal("late", Assert.Single(await taking).Messages[0].Text);
    }

    [Fact]
    public async Task Take_WithinTheDebounce_LetsTheBurstSettle()
    {
        var settling = Some.Message("one") with { Debounce = TimeSpan.FromSeconds(2) };
        await Subject.AcceptAsync(settling);
        Assert.Null(await Subject.TakeAsync());
        Subject.Time.Advance(TimeSpan.FromSeconds(1));
        await Subject.AcceptAsync(settling with { Text = "two" });
        Subject.Time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Null(await Subject.TakeAsync());

        Subject.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await Subject.TakeAsync())!.Messages.Count);
    }

    [Fact]
    public async Task Take_ABurstThatNeverSettles_IsTakenAfterFourDebounces()
    {
        for (var i = 0; i < 9; i++)
        {
            await Subject.AcceptAsync(Some.Message($"m{i}") with { Debounce = TimeSpan.FromSeconds(2) });
            Subject.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.NotNull(await Subject.TakeAsync());
    }

    [Fact]
    public async Task Accept_TheSameKeyTwice_IsADuplicateWithTheFirstId()
    {
        var id = await Subject.AcceptAsync(Some.Message(key: "k"));

        var again = await Subject.Queue.AcceptAsync(Some.Message(key: "k"), Token);

        Assert.Equal(id, Assert.IsType<AcceptOutcome.Duplicate>(again).MessageId);
        Assert.Single((await Subject.TakeAsync())!.Messages);
    }

    [Fact]
    public async Task Accept_TheSameKeyByManyAtOnce_IsAcceptedOnce()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Subject.Queue.AcceptAsync(Some.Message(key: "k"), Token)));

        Assert.Single(outcomes.OfType<AcceptOutcome.Accepted>());
        Assert.Equal(19, outcomes.OfType<AcceptOutcome.Duplicate>().Count());
    }

    [Fact]
    public async Task Accept_TheSameKeyAfterItsAnswer_IsStillADuplicate()
    {
        await Subject.AnswerAsync(Some.Message(key: "k"));

        Assert.IsType<AcceptOutcome.Duplicate>(await Subject.Queue.AcceptAsync(Some.Message(key: "k"), Token));
        Assert.Null(await Subject.TakeAsync());
    }

    [Fact]
    public async Task Accept_TheSameKeyWithOtherWords_IsRefused()
    {
        await Subject.AcceptAsync(Some.Message("one", key: "k"));

        Assert.IsType<AcceptOutcome.KeyReused>(await Subject.Queue.AcceptAsync(Some.Message("two", key: "k"), Token));
    }

    [Fact]
    public async Task Accept_FromAnotherCustomer_IsRefused()
    {
        await Subject.AcceptAsync(Some.Message(user: "ann"));

        Assert.IsType<AcceptOutcome.NotYours>(await Subject.Queue.AcceptAsync(Some.Message(user: "bob"), Token));
        Assert.Single((await Subject.TakeAsync())!.Messages);
    }

    [Fact]
    public async Task Accept_BeyondTheQueueSize_IsRefusedUntilSomethingIsAnswered()
    {
        Subject.Options.MessageQueueSize = 1;
        await Subject.AcceptAsync(Some.Message());
        Assert.IsType<AcceptOutcome.QueueFull>(await Subject.Queue.AcceptAsync(Some.Message(session: "other"), Token));

        var lease = await Subject.TakeAsync();
        await Subject.Queue.CommitAsync(lease!, Some.Commit(lease!), Token);

        await Subject.AcceptAsync(Some.Message(session: "other"));
    }

    [Fact]
    public async Task Commit_MovesTheMessagesAndTheReplyIntoTheHistory()
    {
        await Subject.AcceptAsync(Some.Message("one", key: "k1"));
        await Subject.AcceptAsync(Some.Message("two"));
        var lease = (await Subject.TakeAsync())!;

        await Subject.Queue.CommitAsync(lease, Some.Commit(lease, "Both."), Token);

        var page = await Subject.Store.ReadAsync(lease.ConversationId, 0, 10, Token);
        Assert.Equal(
            [(1L, MessageRole.Customer, "one"), (2L, MessageRole.Customer, "two"), (3L, MessageRole.Agent, "Both.")],
            page!.Messages.Select(m => (m.Sequence, m.Role, m.Text))
        );
        Assert.All(page.Messages, m => Assert.Equal(lease.TurnId, m.TurnId));
        Assert.Equal("k1", page.Messages[0].MessageKey);
        Assert.Null(await Subject.TakeAsync());
    }

    [Fact]
    public async Task Commit_LeavesLaterMessagesForTheNextTurn()
    {
        await Subject.AcceptAsync(Some.Message("one"));
        var first = (await Subject.TakeAsync())!;
        await Subject.AcceptAsync(Some.Message("two"));

        await Subject.Queue.CommitAsync(first, Some.Commit(first), Token);

        var second = (await Subject.TakeAsync())!;
        Assert.Equal(["two"], second.Messages.Select(m => m.Text));
        Assert.NotEqual(first.TurnId, second.TurnId);
        Assert.Equal(["one", "Here it is."], second.History.Select(m => m.Text));
        Assert.Equal(1, second.Attempt);
    }

    [Fact]
    public async Task Commit_OnlyIfNothingNew_WritesNothingWhenMoreWaits()
    {
        await Subject.AcceptAsync(Some.Message("one"));
        var lease = (await Subject.TakeAsync())!;
        await Subject.AcceptAsync(Some.Message("two"));

        Assert.Equal(
            CommitOutcome.MoreWaits,
            await Subject.Queue.CommitAsync(lease, Some.Commit(lease) with { OnlyIfNothingNew = true }, Token)
        );

        var mailbox = await Subject.Queue.RenewAsync(lease, Token);
        Assert.Equal(["one", "two"], mailbox!.Select(m => m.Text));
        var merged = lease with { Messages = mailbox! };
        Assert.Equal(
            CommitOutcome.Committed,
            await Subject.Queue.CommitAsync(merged, Some.Commit(merged) with { OnlyIfNothingNew = true }, Token)
        );
    }

    [Fact]
    public async Task Commit_Twice_IsRefused()
    {
        await Subject.AcceptAsync(Some.Message());
        var lease = (await Subject.TakeAsync())!;
        await Subject.Queue.CommitAsync(lease, Some.Commit(lease), Token);

        Assert.Equal(CommitOutcome.Refused, await Subject.Queue.CommitAsync(lease, Some.Commit(lease, "Again."), Token));

        Assert.Equal(2, (await Subject.Store.ReadAsync(lease.ConversationId, 0, 10, Token))!.Messages.Count);
    }

    [Fact]
    public async Task Commit_AfterTheLeaseWentToAnother_IsRefusedAndLeavesNoTrace()
    {
        await Subject.AcceptAsync(Some.Message());
        var slow = (await Subject.TakeAsync())!;
        Subject.Time.Advance(Subject.Options.LeaseTime + TimeSpan.FromSeconds(1));
        var next = (await Subject.TakeAsync())!;

        Assert.Equal(CommitOutcome.Refused, await Subject.Queue.CommitAsync(slow, Some.Commit(slow, "Slow."), Token));
        Assert.Null(await Subject.Queue.RenewAsync(slow, Token));
        Assert.Equal(CommitOutcome.Committed, await Subject.Queue.CommitAsync(next, Some.Commit(next, "Next."), Token));

        Assert.Equal(2, next.Attempt);
        Assert.Equal(slow.TurnId, next.TurnId);
        Assert.Equal("Next.", (await Subject.Store.ReadAsync(next.ConversationId, 0, 10, Token))!.Messages[^1].Text);
    }

    [Fact]
    public async Task Renew_BeforeTheEnd_KeepsTheLease()
    {
        await Subject.AcceptAsync(Some.Message());
        var lease = (await Subject.TakeAsync())!;
        for (var i = 0; i < 5; i++)
        {
            Subject.Time.Advance(Subject.Options.LeaseTime - TimeSpan.FromSeconds(1));
            Assert.NotNull(await Subject.Queue.RenewAsync(lease, Token));
        }

        Assert.Null(await Subject.TakeAsync());
        Assert.Equal(CommitOutcome.Committed, await Subject.Queue.CommitAsync(lease, Some.Commit(lease), Token));
    }

    [Fact]
    public async Task Fail_MakesTheTurnDueAgainAfterTheDelay()
    {
        await Subject.AcceptAsync(Some.Message());
        var lease = (await Subject.TakeAsync())!;

        await Subject.Queue.FailAsync(lease, TimeSpan.FromSeconds(5), countAttempt: true, Token);

        Assert.Null(await Subject.TakeAsync());
        Subject.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(2, (await Subject.TakeAsync())!.Attempt);
    }

    [Fact]
    public async Task Fail_WithoutCounting_ForgetsTheAttempt()
    {
        await Subject.AcceptAsync(Some.Message());
        var lease = (await Subject.TakeAsync())!;

        await Subject.Queue.FailAsync(lease, TimeSpan.Zero, countAttempt: false, Token);

        Assert.Equal(1, (await Subject.TakeAsync())!.Attempt);
    }

    [Fact]
    public async Task Fail_WithALostLease_DoesNothing()
    {
        await Subject.AcceptAsync(Some.Message());
        var slow = (await Subject.TakeAsync())!;
        Subject.Time.Advance(Subject.Options.LeaseTime + TimeSpan.FromSeconds(1));
        var next = (await Subject.TakeAsync())!;

        await Subject.Queue.FailAsync(slow, TimeSpan.Zero, countAttempt: true, Token);

        Assert.Null(await Subject.TakeAsync());
        Assert.NotNull(await Subject.Queue.RenewAsync(next, Token));
    }

    [Fact]
    public async Task Restart_WithALeasedTurn_MakesItDueWithoutWaitingForTheLease()
    {
        await Subject.AcceptAsync(Some.Message("one", key: "k"));
        await Subject.TakeAsync();

        await Subject.RestartAsync();
        Subject.Time.Advance(Subject.Options.LeaseTime);

        var lease = (await Subject.TakeAsync())!;
        Assert.Equal(["one"], lease.Messages.Select(m => m.Text));
        Assert.Equal(2, lease.Attempt);
        Assert.IsType<AcceptOutcome.Duplicate>(await Subject.Queue.AcceptAsync(Some.Message("one", key: "k"), Token));
    }

    [Fact]
    public async Task Take_WaitedFor_FindsWhatKeepsFailingAndNothingElse()
    {
        await FailAsync("failed", times: 2);
        await FailAsync("failed once", times: 1);
        await Subject.AcceptAsync(Some.Message(session: "leased"));
        await Subject.TakeAsync();
        Subject.Time.Advance(TimeSpan.FromSeconds(5));
        await FailAsync("new", times: 2);

        var silent = await Subject.Queue.TakeAsync(new TakeRequest(10, TimeSpan.Zero, TimeSpan.FromSeconds(5)), Token);

        Assert.Equal(["failed"], silent.Select(l => l.ConversationId.Value));
        Assert.Equal((3, TimeSpan.FromSeconds(5)), (silent[0].Attempt, silent[0].Waited));
    }

    [Fact]
    public async Task Take_AfterALongWait_SaysHowLongItWasAndThatNobodyTried()
    {
        await Subject.AcceptAsync(Some.Message());
        Subject.Time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(await Subject.Queue.TakeAsync(new TakeRequest(10, TimeSpan.Zero, TimeSpan.FromMinutes(3)), Token));

        var lease = (await Subject.TakeAsync())!;
        Assert.Equal((1, TimeSpan.FromHours(1)), (lease.Attempt, lease.Waited));
    }

    [Fact]
    public async Task Take_ADueConversationWithoutMessages_IsClearedAndKeepsNobodyBack()
    {
        await FailAsync("empty and failed", times: 2);
        await Subject.AcceptAsync(Some.Message(session: "empty"));
        Subject.Time.Advance(TimeSpan.FromSeconds(5));
        await Subject.AcceptAsync(Some.Message(session: "whole"));
        foreach (var session in new[] { "empty", "empty and failed" }) await Subject.EmptyMailboxAsync(new(session));

        Assert.Empty(await Subject.Queue.TakeAsync(new TakeRequest(10, TimeSpan.Zero, TimeSpan.FromSeconds(5)), Token));
        var taken = await Subject.Queue.TakeAsync(new TakeRequest(10, TimeSpan.Zero), Token);
        Assert.Equal("whole", Assert.Single(taken).ConversationId.Value);

        Assert.Null(await Subject.TakeAsync());
        await Subject.AcceptAsync(Some.Message("new", session: "empty and failed"));
        var lease = (await Subject.TakeAsync())!;
        Assert.Equal(("new", 1, TimeSpan.Zero), (Assert.Single(lease.Messages).Text, lease.Attempt, lease.Waited));
        Assert.Equal(CommitOutcome.Committed, await Subject.Queue.CommitAsync(lease, Some.Commit(lease), Token));
    }

    private async Task<IEnumerable<string>> HistoryAsync() =>
        (await Subject.Store.ReadAsync(new("s1"), 0, 100, Token))!.Messages.Select(m => m.Text);

    [Fact]
    public async Task Commit_ConversationThatEndedMeanwhile_StaysEndedWithItsContextCut()
    {
        await Subject.AcceptAsync(Some.Message("one"));
        var first = (await Subject.TakeAsync())!;
        await Subject.Store.EndAsync(new("s1"), Token);
        Assert.Equal(CommitOutcome.Refused, await Subject.Queue.CommitAsync(first, Some.Commit(first), Token));

        var again = (await Subject.TakeAsync())!;
        Assert.Equal((ConversationStatus.Ended, "one"), (again.Conversation.Status, again.Messages[0].Text));
        await Subject.Queue.CommitAsync(again, Some.Commit(again, "Here.", ConversationStatus.Ended), Token);

        Assert.Equal(ConversationStatus.Ended, (await Subject.Store.ReadAsync(new("s1"), 0, 1, Token))!.Conversation.Status);
        Assert.Equal(["one", "Here."], await HistoryAsync());
        await Subject.AcceptAsync(Some.Message("two"));
        var next = (await Subject.TakeAsync())!;
        Assert.Equal(ConversationStatus.Bot, next.Conversation.Status);
        Assert.Empty(next.History);
    }

    [Fact]
    public async Task Commit_AMessageCameAfterTheEnd_TheConversationIsOpen()
    {
        await Subject.AcceptAsync(Some.Message("one"));
        await Subject.Store.EndAsync(new("s1"), Token);
        var ended = (await Subject.TakeAsync())!;
        await Subject.AcceptAsync(Some.Message("two"));

        await Subject.Queue.CommitAsync(ended, Some.Commit(ended, "Here.", ConversationStatus.Ended), Token);

        var next = (await Subject.TakeAsync())!;
        Assert.Equal((ConversationStatus.Bot, "two"), (next.Conversation.Status, next.Messages[0].Text));
    }

    [Fact]
    public async Task Commit_WithAnEscalation_IsSeenOnTheConversation()
    {
        await Subject.AcceptAsync(Some.Message());
        var lease = (await Subject.TakeAsync())!;

        await Subject.Queue.CommitAsync(
            lease,
            Some.Commit(lease, "A colleague comes.", ConversationStatus.WaitingForHuman) with
            {
                Escalation = Some.Ticket(),
            },
            Token
        );

        var conversation = (await Subject.Store.ReadAsync(lease.ConversationId, 0, 1, Token))!.Conversation;
        Assert.Equal(ConversationStatus.WaitingForHuman, conversation.Status);
        Assert.Equal("esc_1", conversation.Escalation!.Id);
    }

    [Fact]
    public async Task Commit_WithoutText_AddsNoReply()
    {
        await Subject.AcceptAsync(Some.Message("for a person"));
        var lease = (await Subject.TakeAsync())!;

        await Subject.Queue.CommitAsync(lease, Some.Commit(lease, "", ConversationStatus.Human), Token);

        Assert.Equal("for a person", Assert.Single((await Subject.Store.ReadAsync(lease.ConversationId, 0, 10, Token))!.Messages).Text);
    }

    private async Task FailAsync(string session, int times)
    {
        await Subject.AcceptAsync(Some.Message(session: session));
        for (var i = 1; i <= times; i++)
        {
            var backOff = i == times ? TimeSpan.FromHours(1) : TimeSpan.Zero;
            await Subject.Queue.FailAsync((await Subject.TakeAsync())!, backOff, countAttempt: true, Token);
        }
    }
}
