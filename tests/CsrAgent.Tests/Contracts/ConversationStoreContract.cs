using CsrAgent.Conversations;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every <see cref="IConversationStore"/> promises: visibility after commit, paging, ending, erasure.</summary>
public abstract class ConversationStoreContract : IAsyncLifetime
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
    public async Task Read_AnAcceptedMessage_IsThereBeforeItsTurn()
    {
        await _subject.AcceptAsync(Some.Message("waiting", key: "k"));

        var message = Assert.Single((await _subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Messages);

        Assert.Equal("waiting", message.Text);
        Assert.Equal("k", message.MessageKey);
        Assert.Null(message.TurnId);
    }

    [Fact]
    public async Task Read_AnUnknownConversation_IsNull() => Assert.Null(await _subject.Store.ReadAsync(new("none"), 0, 10, Token));

    [Theory]
    [InlineData("日本語 한국어 العربية עברית ไทย हिन्दी")]
    [InlineData("👩‍👩‍👧‍👦 \u200B\u200E\u202Ezero‍width e\u0301 ﷽ 𝒳")]
    [InlineData("tabs\tand\nlines\r\nand \\ \" ' -- ; DROP TABLE messages")]
    public async Task Read_OddText_ComesBackUnchanged(string text)
    {
        await _subject.AnswerAsync(Some.Message(text), text);

        var messages = (await _subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Messages;

        Assert.All(messages, m => Assert.Equal(text, m.Text));
    }

    [Fact]
    public async Task Read_InPages_ReturnsEachMessageOnceAndTheWaitingOnesLast()
    {
        for (var i = 0; i < 5; i++) await _subject.AnswerAsync(Some.Message($"q{i}"), $"a{i}");
        await _subject.AcceptAsync(Some.Message("waiting"));
        var read = new List<string>();
        long? after = 0;
        while (after is { } position)
        {
            var page = (await _subject.Store.ReadAsync(new("s1"), position, 3, Token))!;
            read.AddRange(page.Messages.Select(m => m.Text));
            after = page.Next;
        }

        Assert.Equal([.. Enumerable.Range(0, 5).SelectMany(i => new[] { $"q{i}", $"a{i}" }), "waiting"], read);
    }

    [Fact]
    public async Task ReadReply_BeforeAndAfterTheCommit()
    {
        var id = await _subject.AcceptAsync(Some.Message());
        Assert.Null(await _subject.Store.ReadReplyAsync(new("s1"), id, Token));
        var lease = (await _subject.TakeAsync())!;

        await _subject.Queue.CommitAsync(lease, Some.Commit(lease, "Here."), Token);

        var reply = await _subject.Store.ReadReplyAsync(new("s1"), id, Token);
        Assert.Equal("Here.", reply!.Text);
        Assert.Equal(lease.TurnId, reply.TurnId);
        Assert.Null(await _subject.Store.ReadReplyAsync(new("s1"), "msg_unknown", Token));
        Assert.Null(await _subject.Store.ReadReplyAsync(new("s2"), id, Token));
    }

    [Fact]
    public async Task End_CutsTheContextOfTheNextTurn()
    {
        await _subject.AnswerAsync(Some.Message("old"));

        Assert.True(await _subject.Store.EndAsync(new("s1"), Token));
        Assert.Equal(ConversationStatus.Ended, (await _subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Conversation.Status);
        await _subject.AcceptAsync(Some.Message("new"));

        var lease = (await _subject.TakeAsync())!;
        Assert.Equal(ConversationStatus.Bot, lease.Conversation.Status);
        Assert.Empty(lease.History);
        Assert.Equal(0, lease.Conversation.State.Turns);
        Assert.Equal(3, (await _subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Messages.Count);
    }

    [Fact]
    public async Task End_WhileATurnRuns_RefusesItsCommitAndAnswersTheMessageAnew()
    {
        await _subject.AcceptAsync(Some.Message("one"));
        var running = (await _subject.TakeAsync())!;

        await _subject.Store.EndAsync(new("s1"), Token);

        Assert.Equal(CommitOutcome.Refused, await _subject.Queue.CommitAsync(running, Some.Commit(running), Token));
        Assert.Equal(["one"], (await _subject.TakeAsync())!.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task End_AnUnknownConversation_IsFalse() => Assert.False(await _subject.Store.EndAsync(new("none"), Token));

    [Fact]
    public async Task List_FiltersAndOrdersByActivity()
    {
        foreach (var (session, user) in new[] { ("a", "ann"), ("b", "bob"), ("c", "ann") })
        {
            await _subject.AcceptAsync(Some.Message(session: session, user: user));
            _subject.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await _subject.Store.EndAsync(new("a"), Token);

        Assert.Equal(["a", "c"], (await _subject.Store.ListAsync(new() { UserId = "ann" }, Token)).Select(c => c.Id.Value));
        Assert.Equal(["a"], (await _subject.Store.ListAsync(new() { Status = ConversationStatus.Ended }, Token)).Select(c => c.Id.Value));
        Assert.Equal(["b"], (await _subject.Store.ListAsync(new() { IdleSince = Some.Noon.AddSeconds(2) }, Token)).Select(c => c.Id.Value));
        Assert.Single(await _subject.Store.ListAsync(new() { Limit = 1 }, Token));
    }

    [Fact]
    public async Task Erase_RemovesEverythingOfTheConversation()
    {
        var id = await _subject.AcceptAsync(Some.Message("private", key: "k"));
        var lease = (await _subject.TakeAsync())!;
        await _subject.Queue.CommitAsync(lease, Some.Commit(lease) with { DeadLetterReason = "x", Escalation = Some.Ticket(), Deliveries = [Some.Delivery("d")] }, Token);
        await _subject.AcceptAsync(Some.Message("more"));
        await _subject.AcceptAsync(Some.Message(session: "other"));

        Assert.Equal(3, await _subject.Store.EraseAsync([new("s1"), new("none")], Token));

        Assert.Null(await _subject.Store.ReadAsync(new("s1"), 0, 10, Token));
        Assert.Null(await _subject.Store.ReadReplyAsync(new("s1"), id, Token));
        Assert.Empty(await _subject.DeadLetters.ListAsync(10, Token));
        Assert.Empty(await _subject.Desk.ListAsync(null, 10, Token));
        Assert.Empty(await _subject.Outbox.TakeAsync(10, Token));
        Assert.Equal("other", (await _subject.TakeAsync())!.ConversationId.Value);
        await _subject.AcceptAsync(Some.Message("private", key: "k"));
    }

    [Fact]
    public async Task Erase_WhileATurnRuns_RefusesItsCommit()
    {
        await _subject.AcceptAsync(Some.Message());
        var running = (await _subject.TakeAsync())!;

        await _subject.Store.EraseAsync([new("s1")], Token);

        Assert.Equal(CommitOutcome.Refused, await _subject.Queue.CommitAsync(running, Some.Commit(running), Token));
        Assert.Null(await _subject.Store.ReadAsync(new("s1"), 0, 10, Token));
    }

    [Fact]
    public async Task Rate_ATurn_IsCountedOnceAndMayChange()
    {
        var lease = await _subject.AnswerAsync(Some.Message());

        Assert.True(await _subject.Feedback.RateAsync(new("s1"), lease.TurnId, FeedbackRating.Up, null, Token));
        Assert.True(await _subject.Feedback.RateAsync(new("s1"), lease.TurnId, FeedbackRating.Down, "No.", Token));
        Assert.False(await _subject.Feedback.RateAsync(new("s1"), new("turn_none"), FeedbackRating.Up, null, Token));

        Assert.Equal(new FeedbackCounts(0, 1), (await _subject.Statistics.ReadAsync(7, Token)).Feedback);
    }

    [Fact]
    public async Task Statistics_CountWhatHappened()
    {
        await _subject.AnswerAsync(Some.Message());
        await _subject.AcceptAsync(Some.Message("waiting", session: "s2"));

        var statistics = await _subject.Statistics.ReadAsync(1, Token);

        Assert.Equal(2, statistics.Conversations[ConversationStatus.Bot]);
        Assert.Equal(1, statistics.WaitingMessages);
        var today = Assert.Single(statistics.Days);
        Assert.Equal((1, 1, 1), (today.Turns, today.Messages, today.Neutral));
        Assert.Equal(new LiveCounts(1, 2), await _subject.Statistics.ReadLiveAsync(Some.Noon.AddMinutes(-5), Token));
    }
}
