using CsrAgent.Conversations;
using CsrAgent.Conversations.Owners;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Tests.Support;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every <see cref="IConversationStore"/> promises: visibility after commit, paging, ending, erasure.</summary>
public abstract class ConversationStoreContract : StoreContract
{
    private IConversationOwners Owners => (IConversationOwners)Subject.Store;

    [Fact]
    public async Task Read_FromTheEnd_GivesTheLastMessages()
    {
        for (var i = 1; i <= 4; i++) await Subject.AnswerAsync(Some.Message($"question {i}"));
        await Subject.AcceptAsync(Some.Message("it waits"));

        var last = (await Subject.Store.ReadAsync(new("s1"), -3, 3, Token))!;
        var all = (await Subject.Store.ReadAsync(new("s1"), -500, 500, Token))!;

        Assert.Equal([6, 7, 8, 0], last.Messages.Select(message => message.Sequence));
        Assert.Equal(("question 4", "it waits", null), (last.Messages[1].Text, last.Messages[^1].Text, last.Next));
        Assert.Equal(9, all.Messages.Count);
    }

    [Fact]
    public async Task Read_AfterTheLargestNumber_IsAnEmptyPage()
    {
        var lease = await Subject.AnswerAsync(Some.Message());

        Assert.Empty((await Subject.Store.ReadAsync(lease.ConversationId, long.MaxValue, 10, Token))!.Messages);
    }

    [Fact]
    public async Task ReadReply_InALongConversation_IsFoundHoweverOld()
    {
        var first = await Subject.AnswerAsync(Some.Message("one"), "The first.");
        for (var i = 0; i < 110; i++) await Subject.AnswerAsync(Some.Message($"m{i}"));
        var waiting = await Subject.AcceptAsync(Some.Message("last"));

        var reply = await Subject.Store.ReadReplyAsync(first.ConversationId, first.Messages[0].Id, Token);

        Assert.Equal("The first.", reply?.Text);
        Assert.Null(await Subject.Store.ReadReplyAsync(first.ConversationId, waiting, Token));
        Assert.True(await Subject.Feedback.RateAsync(first.ConversationId, first.TurnId, FeedbackRating.Up, null, Token));
    }

    [Fact]
    public async Task Read_AnAcceptedMessage_IsThereBeforeItsTurn()
    {
        await Subject.AcceptAsync(Some.Message("waiting", key: "k"));

        var message = Assert.Single((await Subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Messages);

        Assert.Equal("waiting", message.Text);
        Assert.Equal("k", message.MessageKey);
        Assert.Null(message.TurnId);
    }

    [Fact]
    public async Task Assign_OnesOwnConversation_IsTheOthersWithAllThatWasSaid()
    {
        await Subject.AnswerAsync(Some.Message("first"));
        await Subject.AcceptAsync(Some.Message("it waits"));
        var before = (await Subject.Store.ReadAsync(new("s1"), 0, 10, Token))!;
        var owner = before.Conversation.UserId;

        Assert.False(await Owners.AssignAsync(new("s1"), "somebody else", "thief", Token));
        Assert.False(await Owners.AssignAsync(new("none"), owner, "dora", Token));
        Assert.True(await Owners.AssignAsync(new("s1"), owner, "dora", Token));
        Assert.False(await Owners.AssignAsync(new("s1"), owner, "dora", Token));

        var after = (await Subject.Store.ReadAsync(new("s1"), 0, 10, Token))!;
        Assert.Equal("dora", after.Conversation.UserId);
        Assert.Equal(before.Messages.Select(message => message.Text), after.Messages.Select(message => message.Text));
        Assert.Empty(await Subject.Store.ListAsync(new() { UserId = owner }, Token));
        Assert.Single(await Subject.Store.ListAsync(new() { UserId = "dora" }, Token));
        Assert.IsType<AcceptOutcome.NotYours>(await Subject.Queue.AcceptAsync(Some.Message("mine no more"), Token));
        Assert.True(await Subject.Store.EraseAsync([new("s1")], null, Token) > 0);
        Assert.Empty(await Subject.Store.ListAsync(new() { UserId = "dora" }, Token));
    }

    [Fact]
    public async Task Assign_WhileItsTurnRuns_LetsTheTurnEnd()
    {
        await Subject.AcceptAsync(Some.Message("a question"));
        var lease = (await Subject.TakeAsync())!;

        Assert.True(await Owners.AssignAsync(new("s1"), lease.Conversation.UserId, "dora", Token));
        var gap = new KnowledgeGap("a \"question\" / über", "de", 0.125, null, lease.Conversation.UserId, Some.Noon);
        Assert.Equal(CommitOutcome.Committed, await Subject.Queue.CommitAsync(lease, Some.Commit(lease) with { Gap = gap }, Token));

        var after = (await Subject.Store.ReadAsync(new("s1"), 0, 10, Token))!;
        Assert.Equal(("dora", 2), (after.Conversation.UserId, after.Messages.Count));
        Assert.Equal(gap with { UserId = "dora" }, Assert.Single(await Subject.Gaps.ListAsync(10, Token)));
        Assert.Equal(0, await Subject.Gaps.EraseAsync(lease.Conversation.UserId, null, Token));
        Assert.Equal(1, await Subject.Gaps.EraseAsync("dora", null, Token));
    }

    [Fact]
    public async Task Read_AnAnswer_NamesItsModel()
    {
        await Subject.AcceptAsync(Some.Message());
        var lease = (await Subject.TakeAsync())!;
        var commit = Some.Commit(lease);
        commit = commit with { Reply = commit.Reply with { Model = "claude-sonnet-5-5" } };
        Assert.Equal(CommitOutcome.Committed, await Subject.Queue.CommitAsync(lease, commit, Token));

        var messages = (await Subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Messages;
        var reply = await Subject.Store.ReadReplyAsync(new("s1"), lease.Messages[0].Id, Token);

        Assert.Equal([null, "claude-sonnet-5-5"], messages.Select(message => message.Model));
        Assert.All(messages, message => Assert.Null(message.Author));
        Assert.Equal("claude-sonnet-5-5", reply?.Model);
    }

    [Fact]
    public async Task Read_AnUnknownConversation_IsNull() => Assert.Null(await Subject.Store.ReadAsync(new("none"), 0, 10, Token));

    [Theory]
    [InlineData("日本語 한국어 العربية עברית ไทย हिन्दी")]
    [InlineData("👩‍👩‍👧‍👦 \u200B\u200E\u202Ezero‍width e\u0301 ﷽ 𝒳")]
    [InlineData("tabs\tand\nlines\r\nand \\ \" ' -- ; DROP TABLE messages")]
    public async Task Read_OddText_ComesBackUnchanged(string text)
    {
        await Subject.AnswerAsync(Some.Message(text), text);

        var messages = (await Subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Messages;

        Assert.All(messages, m => Assert.Equal(text, m.Text));
    }

    [Fact]
    public async Task Read_InPages_ReturnsEachMessageOnceAndTheWaitingOnesLast()
    {
        for (var i = 0; i < 5; i++) await Subject.AnswerAsync(Some.Message($"q{i}"), $"a{i}");
        await Subject.AcceptAsync(Some.Message("waiting"));
        var read = new List<string>();
        long? after = 0;
        while (after is { } position)
        {
            var page = (await Subject.Store.ReadAsync(new("s1"), position, 3, Token))!;
            read.AddRange(page.Messages.Select(m => m.Text));
            after = page.Next;
        }

        Assert.Equal([.. Enumerable.Range(0, 5).SelectMany(i => new[] { $"q{i}", $"a{i}" }), "waiting"], read);
    }

    [Fact]
    public async Task ReadReply_BeforeAndAfterTheCommit()
    {
        var id = await Subject.AcceptAsync(Some.Message());
        Assert.Null(await Subject.Store.ReadReplyAsync(new("s1"), id, Token));
        var lease = (await Subject.TakeAsync())!;

        var commit = Some.Commit(lease, "Here.");
        commit = commit with
        {
            Reply = commit.Reply with { Articles = [new("kb-1", "Returns", null, 0.9)], Citations = [new("kb-1", "Send it back.")] },
        };
        await Subject.Queue.CommitAsync(lease, commit, Token);

        Assert.Equivalent(commit.Reply, await Subject.Store.ReadReplyAsync(new("s1"), id, Token), strict: true);
        Assert.Null(await Subject.Store.ReadReplyAsync(new("s1"), "msg_unknown", Token));
        Assert.Null(await Subject.Store.ReadReplyAsync(new("s2"), id, Token));
    }

    [Fact]
    public async Task End_CutsTheContextOfTheNextTurn()
    {
        await Subject.AnswerAsync(Some.Message("old"));

        Assert.True(await Subject.Store.EndAsync(new("s1"), Token));
        Assert.Equal(ConversationStatus.Ended, (await Subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Conversation.Status);
        await Subject.AcceptAsync(Some.Message("new"));

        var lease = (await Subject.TakeAsync())!;
        Assert.Equal(ConversationStatus.Bot, lease.Conversation.Status);
        Assert.Empty(lease.History);
        Assert.Equal(0, lease.Conversation.State.Turns);
        Assert.Equal(3, (await Subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Messages.Count);
    }

    [Fact]
    public async Task End_WhileATurnRuns_RefusesItsCommitAndAnswersTheMessageAnew()
    {
        await Subject.AcceptAsync(Some.Message("one"));
        var running = (await Subject.TakeAsync())!;

        await Subject.Store.EndAsync(new("s1"), Token);

        Assert.Equal(CommitOutcome.Refused, await Subject.Queue.CommitAsync(running, Some.Commit(running), Token));
        Assert.Equal(["one"], (await Subject.TakeAsync())!.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task End_AnUnknownConversation_IsFalse() => Assert.False(await Subject.Store.EndAsync(new("none"), Token));

    /// <summary>Also where many have the same time: here the clock stands still.</summary>
    [Theory]
    [InlineData(null, null, 7)]
    [InlineData(ConversationStatus.Bot, null, 6)]
    [InlineData(null, "ann", 7)]
    public async Task List_PageByPage_ListsEachOnce(ConversationStatus? status, string? user, int count)
    {
        for (var i = 0; i < 7; i++)
        {
            await Subject.AnswerAsync(Some.Message(session: $"s{i}"));
            if (i == 3) Subject.Time.Advance(TimeSpan.FromSeconds(1));
        }
        await Subject.Store.EndAsync(new("s1"), Token);
        var filter = new ConversationFilter
        {
            Status = status,
            UserId = user,
            Limit = 2,
        };

        var listed = new List<Conversation>();
        while (await Subject.Store.ListAsync(filter, Token) is { Count: > 0 } page)
        {
            listed.AddRange(page);
            filter = filter with { Before = ConversationCursor.TryParse(ConversationCursor.Of(page[^1]).ToString()) };
        }

        Assert.Equal(count, listed.Count);
        Assert.Distinct(listed.Select(conversation => conversation.Id));
        Assert.Equal(listed.OrderByDescending(conversation => conversation.UpdatedAt), listed);
    }

    [Fact]
    public async Task List_FiltersAndOrdersByActivity()
    {
        foreach (var (session, user) in new[] { ("a", "ann"), ("b", "bob"), ("c", "ann") })
        {
            await Subject.AnswerAsync(Some.Message(session: session, user: user), "answer");
            Subject.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await Subject.Store.EndAsync(new("a"), Token);

        Assert.Equal(["a", "c"], (await Subject.Store.ListAsync(new() { UserId = "ann" }, Token)).Select(c => c.Id.Value));
        Assert.Equal(["a"], (await Subject.Store.ListAsync(new() { Status = ConversationStatus.Ended }, Token)).Select(c => c.Id.Value));
        Assert.Equal(["b"], (await Subject.Store.ListAsync(new() { IdleSince = Some.Noon.AddSeconds(2) }, Token)).Select(c => c.Id.Value));
        Assert.Single(await Subject.Store.ListAsync(new() { Limit = 1 }, Token));
    }

    [Fact]
    public async Task List_IdleOnes_LeavesOutThoseWithAWaitingMessage()
    {
        await Subject.AnswerAsync(Some.Message(session: "a"), "answer");
        await Subject.AnswerAsync(Some.Message(session: "b"), "answer");
        Subject.Time.Advance(TimeSpan.FromHours(1));
        await Subject.AcceptAsync(Some.Message(session: "a"));

        Assert.Equal(["b"], (await Subject.Store.ListAsync(new() { IdleSince = Some.Noon.AddMinutes(30) }, Token)).Select(c => c.Id.Value));
    }

    [Fact]
    public async Task Erase_RemovesEverythingOfTheConversation()
    {
        var id = await Subject.AcceptAsync(Some.Message("private", key: "k"));
        var lease = (await Subject.TakeAsync())!;
        await Subject.Queue.CommitAsync(
            lease,
            Some.Commit(lease) with
            {
                DeadLetterReason = "x",
                Escalation = Some.Ticket(),
                Deliveries = [Some.Delivery("d")],
            },
            Token
        );
        await Subject.AcceptAsync(Some.Message("more"));
        await Subject.AcceptAsync(Some.Message(session: "other"));

        Assert.Equal(3, await Subject.Store.EraseAsync([new("s1"), new("none")], null, Token));

        Assert.Null(await Subject.Store.ReadAsync(new("s1"), 0, 10, Token));
        Assert.Null(await Subject.Store.ReadReplyAsync(new("s1"), id, Token));
        Assert.Empty(await Subject.DeadLetters.ListAsync(10, Token));
        Assert.Empty(await Subject.Handoffs.ListAsync(null, 10, Token));
        Assert.Empty(await Subject.Outbox.TakeAsync(10, Token));
        Assert.Equal("other", (await Subject.TakeAsync())!.ConversationId.Value);
        await Subject.AcceptAsync(Some.Message("private", key: "k"));
    }

    [Fact]
    public async Task Erase_WhileATurnRuns_RefusesItsCommit()
    {
        await Subject.AcceptAsync(Some.Message());
        var running = (await Subject.TakeAsync())!;

        await Subject.Store.EraseAsync([new("s1")], null, Token);

        Assert.Equal(CommitOutcome.Refused, await Subject.Queue.CommitAsync(running, Some.Commit(running), Token));
        Assert.Null(await Subject.Store.ReadAsync(new("s1"), 0, 10, Token));
    }

    [Fact]
    public async Task Rate_ATurn_IsCountedOnceAndMayChange()
    {
        var lease = await Subject.AnswerAsync(Some.Message());

        Assert.True(await Subject.Feedback.RateAsync(new("s1"), lease.TurnId, FeedbackRating.Up, null, Token));
        Assert.True(await Subject.Feedback.RateAsync(new("s1"), lease.TurnId, FeedbackRating.Down, "No.", Token));
        Assert.False(await Subject.Feedback.RateAsync(new("s1"), new("turn_none"), FeedbackRating.Up, null, Token));

        Assert.Equal(new FeedbackCounts(0, 1), (await Subject.Statistics.ReadAsync(7, Token)).Feedback);
    }

    [Fact]
    public async Task Statistics_CountWhatHappened()
    {
        await Subject.AnswerAsync(Some.Message());
        await Subject.AcceptAsync(Some.Message("waiting", session: "s2"));

        var statistics = await Subject.Statistics.ReadAsync(1, Token);

        Assert.Equal(2, statistics.Conversations[ConversationStatus.Bot]);
        Assert.Equal(1, statistics.WaitingMessages);
        var today = Assert.Single(statistics.Days);
        Assert.Equal((1, 1, 1), (today.Turns, today.Messages, today.Neutral));
        Assert.Equal(new LiveCounts(1, 2), await Subject.Statistics.ReadLiveAsync(Some.Noon.AddMinutes(-5), Token));
    }
}
