using CsrAgent.Conversations;
using CsrAgent.Customers;
using CsrAgent.Embeddings;
using CsrAgent.Handoff;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Languages;
using CsrAgent.Privacy;
using CsrAgent.Tests.Support;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Contracts;

/// <summary>
/// A customer is erased, and writes again to the same session while somebody still works on what was erased: whatever that one does then
/// is refused, brings nothing back and touches nothing new.
/// </summary>
public abstract class ErasureContract : StoreContract
{
    private static readonly ConversationId Session = new("s1");

    [Fact]
    public async Task Erase_ThenAnOldCommit_IsRefused()
    {
        var old = await EraseUnderATurnAsync();

        Assert.Equal(CommitOutcome.Refused, await Subject.Queue.CommitAsync(old, Some.Commit(old, "Old words."), Token));

        await AssertOnlyTheNewIsThereAsync();
    }

    [Fact]
    public async Task Erase_ThenAnOldCommitWhileTheNewTurnRuns_IsRefused()
    {
        var old = await EraseUnderATurnAsync();
        var fresh = (await Subject.TakeAsync())!;

        Assert.Equal(CommitOutcome.Refused, await Subject.Queue.CommitAsync(old, Some.Commit(old, "Old words."), Token));
        Assert.Equal(CommitOutcome.Committed, await Subject.Queue.CommitAsync(fresh, Some.Commit(fresh, "New."), Token));

        Assert.Equal(["new question", "New."], (await ReadAsync()).Messages.Select(m => m.Text));
        Assert.Equal(0, (await Subject.Statistics.ReadAsync(1, Token)).WaitingMessages);
    }

    [Fact]
    public async Task Erase_ThenAnOldHeartbeat_IsRefused()
    {
        var old = await EraseUnderATurnAsync();
        await Subject.TakeAsync();

        Assert.Null(await Subject.Queue.RenewAsync(old, Token));
    }

    [Fact]
    public async Task Erase_ThenAnOldFailure_DoesNotPutTheNewTurnOff()
    {
        var old = await EraseUnderATurnAsync();
        var fresh = (await Subject.TakeAsync())!;

        await Subject.Queue.FailAsync(old, TimeSpan.FromHours(1), countAttempt: true, Token);

        Assert.NotNull(await Subject.Queue.RenewAsync(fresh, Token));
        Assert.Equal(CommitOutcome.Committed, await Subject.Queue.CommitAsync(fresh, Some.Commit(fresh), Token));
    }

    [Fact]
    public async Task Erase_ManyTimesOver_NoFenceIsGivenTwice()
    {
        var fences = new HashSet<long>();
        for (var life = 0; life < 20; life++)
        {
            await Subject.AcceptAsync(Some.Message());
            for (var attempt = 0; attempt < 3; attempt++)
            {
                var lease = (await Subject.TakeAsync())!;
                Assert.True(fences.Add(lease.Fence));
                await Subject.Queue.FailAsync(lease, TimeSpan.Zero, countAttempt: true, Token);
            }

            await Subject.Store.EraseAsync([Session], null, Token);
        }
    }

    [Fact]
    public async Task Erase_ThenAHandOffDecidedBefore_IsRefused()
    {
        await Subject.AnswerAsync(Some.Message("old question"));
        var before = (await ReadAsync()).Conversation;
        await Subject.Store.EraseAsync([Session], null, Token);
        await Subject.AcceptAsync(Some.Message("new question"));

        var change = new HandoffChange
        {
            ConversationId = Session,
            Incarnation = before.Incarnation,
            From = null,
            Ticket = Some.Ticket() with { Summary = "old question" },
            Status = ConversationStatus.WaitingForHuman,
        };

        Assert.False(await Subject.Handoffs.ApplyAsync(change, Token));
        Assert.Null((await ReadAsync()).Conversation.Escalation);
        Assert.NotEqual(before.Incarnation, (await ReadAsync()).Conversation.Incarnation);
    }

    [Fact]
    public async Task Erase_ThenAnOldDeliveryEnds_LeavesNothing()
    {
        await Subject.AcceptAsync(Some.Message("old question"));
        var lease = (await Subject.TakeAsync())!;
        await Subject.Queue.CommitAsync(lease, Some.Commit(lease) with { Deliveries = [Some.Delivery("d1"), Some.Delivery("d2")] }, Token);
        var sent = Assert.Single(await Subject.Outbox.TakeAsync(1, Token));
        await Subject.Store.EraseAsync([Session], null, Token);
        await Subject.AcceptAsync(Some.Message("new question"));

        await Subject.Outbox.FailedAsync(sent, "gone", null, Token);
        await Subject.Outbox.SentAsync(sent, "channel-1", Token);

        Assert.Empty(await Subject.DeadLetters.ListAsync(10, Token));
        Assert.Empty(await Subject.Outbox.TakeAsync(10, Token));
        await AssertOnlyTheNewIsThereAsync();
    }

    [Fact]
    public async Task Erase_ThenARatingOfAnOldTurn_IsRefused()
    {
        var old = await Subject.AnswerAsync(Some.Message("old question"));
        await Subject.Store.EraseAsync([Session], null, Token);
        await Subject.AcceptAsync(Some.Message("new question"));

        Assert.False(await Subject.Feedback.RateAsync(Session, old.TurnId, FeedbackRating.Down, "old words", Token));
    }

    [Fact]
    public async Task Erase_ThenAnOldCommitWithAnUnansweredQuestion_KeepsNoQuestion()
    {
        var old = await EraseUnderATurnAsync();
        await Subject.Gaps.EraseAsync("ann", null, Token);

        await Subject.Queue.CommitAsync(old, Some.Commit(old) with { Gap = Gap("old question", "ann") }, Token);

        Assert.Empty(await Subject.Gaps.ListAsync(10, Token));
    }

    [Fact]
    public async Task Gaps_OfCommits_AreListedNewestFirstAndErasedByCustomer()
    {
        foreach (var (session, user) in new[] { ("a", "ann"), ("b", "ben"), ("c", "ann") })
        {
            await Subject.AcceptAsync(Some.Message(session: session, user: user));
            var lease = (await Subject.TakeAsync())!;
            await Subject.Queue.CommitAsync(lease, Some.Commit(lease) with { Gap = Gap(session, user) }, Token);
            Subject.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["c", "b", "a"], (await Subject.Gaps.ListAsync(10, Token)).Select(gap => gap.Question));
        Assert.Equal(["c"], (await Subject.Gaps.ListAsync(1, Token)).Select(gap => gap.Question));
        Assert.Equal(2, await Subject.Gaps.EraseAsync("ann", null, Token));
        Assert.Equal(["b"], (await Subject.Gaps.ListAsync(10, Token)).Select(gap => gap.Question));
    }

    [Fact]
    public async Task Close_ASession_RefusesTokensFromBeforeAndTakesNewOnes()
    {
        var issued = await Subject.ClosedSessions.ReadTimeAsync(Session, Token);
        Assert.Equal(Subject.Time.GetUtcNow(), issued);
        await Subject.AcceptAsync(Some.Message() with { SessionSince = issued });
        await Subject.ClosedSessions.CloseAsync([Session], Token);
        await Subject.Store.EraseAsync([Session], null, Token);
        Subject.Time.Advance(TimeSpan.FromSeconds(1));
        await Subject.RestartAsync();

        Assert.True(await Subject.ClosedSessions.WasClosedSinceAsync(Session, issued, Token));
        Assert.IsType<AcceptOutcome.SessionClosed>(await Subject.Queue.AcceptAsync(Some.Message() with { SessionSince = issued }, Token));
        Assert.Null(await Subject.Store.ReadAsync(Session, 0, 1, Token));
        Assert.False(await Subject.ClosedSessions.WasClosedSinceAsync(Session, Subject.Time.GetUtcNow(), Token));
        await Subject.AcceptAsync(Some.Message() with { SessionSince = Subject.Time.GetUtcNow() });
        await Subject.AcceptAsync(Some.Message(session: "other") with { SessionSince = issued });
    }

    /// <summary>The customer has written again since: what was written before, and comes again, is erased all the same.</summary>
    [Fact]
    public async Task Accept_WhatWasWrittenBeforeTheErasure_IsRefusedAlsoWhereTheSessionIsThereAgain()
    {
        var before = Subject.Time.GetUtcNow();
        await Subject.ClosedSessions.CloseAsync([Session], Token);
        Subject.Time.Advance(TimeSpan.FromSeconds(1));
        await Subject.AcceptAsync(Some.Message(key: "k2") with { SessionSince = Subject.Time.GetUtcNow() });

        Assert.IsType<AcceptOutcome.SessionClosed>(
            await Subject.Queue.AcceptAsync(Some.Message(key: "k1") with { SessionSince = before }, Token)
        );
        Assert.Equal("k2", Assert.Single((await Subject.TakeAsync())!.Messages).MessageKey);
    }

    /// <summary>A refusal remembers nothing: else the message would count as a repeat of one that nobody has.</summary>
    [Fact]
    public async Task Accept_TheSameMessageWithANewTokenAfterARefusal_IsTakenAndAnswered()
    {
        var issued = Subject.Time.GetUtcNow();
        await Subject.ClosedSessions.CloseAsync([Session], Token);
        Subject.Time.Advance(TimeSpan.FromSeconds(1));
        var message = Some.Message(key: "k1");

        Assert.IsType<AcceptOutcome.SessionClosed>(await Subject.Queue.AcceptAsync(message with { SessionSince = issued }, Token));

        await Subject.AcceptAsync(message with { SessionSince = Subject.Time.GetUtcNow() });
        Assert.Equal("k1", Assert.Single((await Subject.TakeAsync())!.Messages).MessageKey);
    }

    [Fact]
    public async Task Progress_OfAnErasure_GoesOnUntilItEnds()
    {
        var begun = await Subject.Erasures.BeginAsync("subject", Token);
        await Subject.Erasures.CountMemoriesAsync("subject", 4, Token);
        await Subject.RestartAsync();

        var again = await Subject.Erasures.BeginAsync("subject", Token);
        await Subject.Erasures.CountMemoriesAsync("subject", 1, Token);
        var whole = await Subject.Erasures.CountMemoriesAsync("subject", 5, Token);
        await Subject.Erasures.EndAsync("subject", Token);
        var next = await Subject.Erasures.BeginAsync("subject", Token);

        Assert.Equal((begun.Id, new ErasedCounts(0, 0, 0, 4)), (again.Id, again.Counts));
        Assert.Equal((begun.Id, new ErasedCounts(0, 0, 0, 5)), (whole.Id, whole.Counts));
        Assert.NotEqual(begun.Id, next.Id);
        Assert.True(next.Counts.IsNothing);
    }

    [Fact]
    public async Task Erasure_ConversationsThatItRemoves_AreCountedInTheSameStepAndOnce()
    {
        for (var i = 0; i < 5; i++) await Subject.AcceptAsync(Some.Message($"message {i}", session: $"counted{i}"));
        var begun = await Subject.Erasures.BeginAsync("hash", Token);

        ConversationId[] some = [new("counted0"), new("counted1"), new("counted2"), new("never")];
        await Subject.Store.EraseAsync(some, new("hash", begun.Id), Token);
        await Subject.Store.EraseAsync(some, new("hash", begun.Id), Token);
        var resumed = await Subject.Erasures.BeginAsync("hash", Token);
        await Subject.Store.EraseAsync([new("counted3")], new("hash", begun.Id), Token);
        await Subject.Store.EraseAsync([new("counted4")], null, Token);
        var whole = await Subject.Erasures.BeginAsync("hash", Token);
        await Subject.Erasures.EndAsync("hash", Token);

        Assert.Equal((begun.Id, new ErasedCounts(3, 3, 0)), (resumed.Id, resumed.Counts));
        Assert.Equal(new ErasedCounts(4, 4, 0), whole.Counts);
        Assert.True((await Subject.Erasures.BeginAsync("hash", Token)).Counts.IsNothing);
    }

    [Fact]
    public async Task Erasure_QuestionsThatItRemoves_AreCountedInTheSameStepAndOnce()
    {
        foreach (var (question, user) in new[] { ("a", "ann"), ("b", "bob"), ("c", "ann"), ("d", "ann") })
        {
            await Subject.AcceptAsync(Some.Message(session: question, user: user));
            var lease = (await Subject.TakeAsync())!;
            await Subject.Queue.CommitAsync(lease, Some.Commit(lease) with { Gap = Gap(question, user) }, Token);
        }
        var begun = await Subject.Erasures.BeginAsync("hash", Token);

        await Subject.Gaps.EraseAsync("ann", new("hash", begun.Id), Token);
        await Subject.Gaps.EraseAsync("ann", new("hash", begun.Id), Token);
        await Subject.Gaps.EraseAsync("bob", null, Token);
        await Subject.RestartAsync();

        Assert.Equal((begun.Id, new ErasedCounts(0, 0, 3)), await ErasureAsync());
        await Subject.Erasures.EndAsync("hash", Token);
        Assert.True((await ErasureAsync()).Counts.IsNothing);
    }

    private async Task<(string Id, ErasedCounts Counts)> ErasureAsync()
    {
        var erasure = await Subject.Erasures.BeginAsync("hash", Token);
        return (erasure.Id, erasure.Counts);
    }

    /// <summary>The lease of a turn whose customer was erased and has written again.</summary>
    private async Task<TurnLease> EraseUnderATurnAsync()
    {
        await Subject.AcceptAsync(Some.Message("old question"));
        var lease = (await Subject.TakeAsync())!;
        await Subject.Store.EraseAsync([Session], null, Token);
        await Subject.AcceptAsync(Some.Message("new question"));
        return lease;
    }

    private async Task AssertOnlyTheNewIsThereAsync()
    {
        Assert.Equal(["new question"], (await ReadAsync()).Messages.Select(m => m.Text));
        Assert.Equal("new question", (await Subject.TakeAsync())!.Messages.Single().Text);
    }

    private async Task<ConversationPage> ReadAsync() => (await Subject.Store.ReadAsync(Session, 0, 100, Token))!;

    [Fact]
    public async Task RatedDown_Answers_AreGapsOfTheirQuestionsUntilTheyAreRatedUp()
    {
        var article = new ArticleReference("kb-1", "Delivery", null, 0.5);
        await Subject.AnswerAsync(Some.Message("something before"));
        await Subject.AcceptAsync(Some.Message("Where is it? Write to ann@example.com"));
        var lease = (await Subject.TakeAsync())!;
        var commit = Some.Commit(lease);
        await Subject.Queue.CommitAsync(lease, commit with { Reply = commit.Reply with { Articles = [article] } }, Token);
        Subject.Time.Advance(TimeSpan.FromDays(3));
        await RateAsync(FeedbackRating.Down);
        await RateAsync(FeedbackRating.Down);

        var gap = Assert.Single(await Rated.ListAsync(Token));
        await RateAsync(FeedbackRating.Up);

        Assert.Equal(("ann", "kb-1", 0.5, true), (gap.UserId, gap.NearestArticleId, gap.BestRelevance, gap.IsRatedDown));
        Assert.StartsWith("Where is it? Write to [", gap.Question, StringComparison.Ordinal);
        Assert.Equal(Some.Noon, gap.At);
        Assert.Empty(await Rated.ListAsync(Token));

        Task RateAsync(FeedbackRating rating) => Subject.Feedback.RateAsync(Session, lease.TurnId, rating, null, Token);
    }

    /// <summary>"I do not know" is a reply as well: its rating is of the question that was written down, and of no other.</summary>
    [Fact]
    public async Task RatedDown_OneOfTwoRepliesToTheSameQuestion_IsOneOfTwo()
    {
        await AskAsync(Some.Noon.AddMinutes(-10));
        var second = await AskAsync(Some.Noon);
        await Subject.Feedback.RateAsync(Session, second, FeedbackRating.Down, null, Token);
        using var embedder = new TextEmbedder([], Options.Create(new EmbeddingOptions()), Subject.Time, NullLogger<TextEmbedder>.Instance);
        var report = new KnowledgeGapReport(
            Subject.Gaps,
            Rated,
            new GapMeanings(embedder, Subject.Time, NullLogger<GapMeanings>.Instance),
            new Redactor(new byte[32]),
            Options.Create(new KnowledgeOptions())
        );

        var group = Assert.Single(await report.TopAsync(10, Token));

        Assert.Equal((2, 1, 1), (group.Count, group.Customers, group.RatedDown));
        Assert.Equal((Some.Noon.AddMinutes(-10), Some.Noon), (group.FirstSeen, group.LastSeen));

        async Task<TurnId> AskAsync(DateTimeOffset at)
        {
            const string Question = "Do you rent out zeppelins?";
            await Subject.AcceptAsync(Some.Message(Question));
            var lease = (await Subject.TakeAsync())!;
            var commit = Some.Commit(lease);
            commit = commit with { Gap = Gap(Question, "ann") with { At = at }, Reply = commit.Reply with { At = at } };
            await Subject.Queue.CommitAsync(lease, commit, Token);
            return lease.TurnId;
        }
    }

    [Fact]
    public async Task RatedDown_AnswerOfAnErasedCustomer_LeavesNothing()
    {
        var old = await Subject.AnswerAsync(Some.Message("old question"));
        await Subject.Feedback.RateAsync(Session, old.TurnId, FeedbackRating.Down, null, Token);
        Assert.Single(await Rated.ListAsync(Token));

        await Subject.Store.EraseAsync([Session], null, Token);

        Assert.Empty(await Rated.ListAsync(Token));
    }

    private RatedAnswers Rated =>
        new(Subject.Feedback, Subject.Store, new LanguageDetector(), new LogMask(new Redactor(new byte[32])), Subject.Time);

    private KnowledgeGap Gap(string question, string user) => new(question, "en", 0, null, user, Subject.Time.GetUtcNow());
}
