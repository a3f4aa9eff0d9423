using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Tests.Support;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Contracts;

/// <summary>
/// What every <see cref="IDeadLetters"/> promises: what was given up comes back as it was, once, and never under a person's hands.
/// </summary>
public abstract class DeadLetterContract : StoreContract
{
    [Fact]
    public async Task Commit_WithADeadLetter_KeepsTheWordsAndRetryBringsThemBack()
    {
        await Subject.AcceptAsync(Some.Message("help"));
        var lease = (await Subject.TakeAsync())!;
        var ticket = Some.Ticket();
        await Subject.Queue.CommitAsync(
            lease,
            Some.Commit(lease, "Sorry.", ConversationStatus.WaitingForHuman) with
            {
                DeadLetterReason = "failed",
                Escalation = ticket,
            },
            Token
        );
        var letter = Assert.Single(await Subject.DeadLetters.ListAsync(10, Token));
        Assert.Equal(["help"], letter.Texts);

        Assert.Equal(
            new DeadLetterRetry.Done(lease.ConversationId, ConversationStatus.Bot),
            await Subject.DeadLetters.RetryAsync(letter.Id, Token)
        );

        var again = (await Subject.TakeAsync())!;
        Assert.Equal(["help"], again.Messages.Select(m => m.Text));
        Assert.Equal(ConversationStatus.Bot, again.Conversation.Status);
        Assert.Empty(await Subject.DeadLetters.ListAsync(10, Token));
        Assert.IsType<DeadLetterRetry.NotFound>(await Subject.DeadLetters.RetryAsync(letter.Id, Token));
        var closed = (await Subject.Handoffs.FindAsync(ticket.Id, Token))!;
        Assert.Equal((EscalationState.Returned, 1), (closed.State, closed.Revision));
        Assert.NotNull(closed.ClosedAt);
    }

    [Fact]
    public async Task Retry_ATurnsDeadLetter_ShowsItsWordsOnceAndAnswersThem()
    {
        var letter = await GiveUpAsync();
        await Subject.DeadLetters.RetryAsync(letter.Id, Token);
        Assert.Equal(["help", "Sorry."], await HistoryAsync());

        var again = (await Subject.TakeAsync())!;
        Assert.Equal(CommitOutcome.Committed, await Subject.Queue.CommitAsync(again, Some.Commit(again, "At last."), Token));

        Assert.Equal(["help", "Sorry.", "At last."], await HistoryAsync());
        Assert.Equal(0, (await Subject.Statistics.ReadAsync(1, Token)).WaitingMessages);
    }

    [Fact]
    public async Task Retry_ATurnsDeadLetter_BringsTheSameMessagesBack()
    {
        var metadata = new Dictionary<string, string> { ["plan"] = "gold" };
        var message = Some.Message("help", key: "k1") with { SenderIsProven = true, Metadata = metadata };
        var (id, letter) = await GiveUpAsync(message);
        Assert.Equal("Sorry.", (await ReplyAsync(id))!.Text);
        await Subject.RestartAsync();

        await Subject.DeadLetters.RetryAsync(letter.Id, Token);

        Assert.Null(await ReplyAsync(id));
        Assert.Equal(id, Assert.Single(await Subject.Words.ReadLatestAsync(new("s1"), 10, Token)).Id);
        Assert.Equal(id, Assert.IsType<AcceptOutcome.Duplicate>(await Subject.Queue.AcceptAsync(message, Token)).MessageId);
        var again = (await Subject.TakeAsync())!;
        var retried = Assert.Single(again.Messages);
        Assert.Equal((id, "k1", "help"), (retried.Id, retried.MessageKey, retried.Text));
        Assert.True(retried is { SenderIsProven: true, IsRetry: true });
        Assert.Equal(metadata, retried.Metadata);
        Assert.Equal(Some.Noon, retried.AcceptedAt);
        // A model reads them once.
        Assert.Equal(["Sorry."], again.History.Select(m => m.Text));
        Assert.Equal(CommitOutcome.Committed, await Subject.Queue.CommitAsync(again, Some.Commit(again, "At last."), Token));

        var reply = (await ReplyAsync(id))!;
        Assert.Equal(("At last.", again.TurnId), (reply.Text, reply.TurnId));
        var page = (await Subject.Store.ReadAsync(new("s1"), 0, 100, Token))!;
        Assert.Equal(["help", "Sorry.", "At last."], page.Messages.Select(m => m.Text));
        Assert.Equal(3, page.Messages.DistinctBy(m => m.Id).Count());
        Assert.True(again.TurnId.IsRetryOf(page.Messages[0].TurnId!.Value));
        Assert.True(await Subject.Feedback.RateAsync(new("s1"), again.TurnId, FeedbackRating.Up, null, Token));
    }

    [Fact]
    public async Task Retry_ThatFailsAgain_IsTriedAThirdTime()
    {
        var (id, letter) = await GiveUpAsync(Some.Message("help"));
        await Subject.DeadLetters.RetryAsync(letter.Id, Token);
        await Subject.AcceptAsync(Some.Message("hello?") with { Follows = id });
        var second = (await Subject.TakeAsync())!;
        await Subject.Queue.CommitAsync(second, Some.Commit(second, "Sorry again.") with { DeadLetterReason = "failed" }, Token);
        Assert.Equal("Sorry again.", (await ReplyAsync(id))!.Text);
        letter = Assert.Single(await Subject.DeadLetters.ListAsync(10, Token));
        Assert.Equal(["help", "hello?"], letter.Texts);

        await Subject.DeadLetters.RetryAsync(letter.Id, Token);
        var third = (await Subject.TakeAsync())!;
        await Subject.Queue.CommitAsync(third, Some.Commit(third, "At last."), Token);

        Assert.Equal(["help", "hello?"], third.Messages.Select(m => m.Text));
        Assert.Equal("At last.", (await ReplyAsync(id))!.Text);
        Assert.Equal("At last.", (await ReplyAsync(third.Messages[1].Id))!.Text);
        Assert.Equal(["help", "Sorry.", "hello?", "Sorry again.", "At last."], await HistoryAsync());
        Assert.True(third.TurnId.IsRetryOf(second.TurnId));
    }

    [Fact]
    public async Task Retry_ALetterOfTheLastRelease_BringsTheSameMessagesBack()
    {
        var (id, letter) = await GiveUpAsync(Some.Message("help"));
        await Subject.MakeLetterOldAsync(letter);

        Assert.IsType<DeadLetterRetry.Done>(await Subject.DeadLetters.RetryAsync(letter.Id, Token));

        Assert.Equal(id, Assert.Single((await Subject.TakeAsync())!.Messages).Id);
    }

    [Fact]
    public async Task Retry_WhileAPersonHasTheConversation_IsRefused()
    {
        var letter = await GiveUpAsync();
        var ticket = (await Subject.Handoffs.FindAsync("esc_1", Token))!;
        var claim = new HandoffChange
        {
            ConversationId = new("s1"),
            From = ticket,
            Ticket = ticket with { State = EscalationState.Claimed, Agent = "Eve" },
            Status = ConversationStatus.Human,
        };
        Assert.True(await Subject.Handoffs.ApplyAsync(claim, Token));

        Assert.IsType<DeadLetterRetry.Claimed>(await Subject.DeadLetters.RetryAsync(letter.Id, Token));

        Assert.Single(await Subject.DeadLetters.ListAsync(10, Token));
        Assert.Null(await Subject.TakeAsync());
        Assert.Equal(ConversationStatus.Human, (await Subject.Store.ReadAsync(new("s1"), 0, 1, Token))!.Conversation.Status);
    }

    private async Task<TurnReply?> ReplyAsync(string messageId) => await Subject.Store.ReadReplyAsync(new("s1"), messageId, Token);

    private async Task<DeadLetter> GiveUpAsync() => (await GiveUpAsync(Some.Message("help"))).Letter;

    private async Task<(string Id, DeadLetter Letter)> GiveUpAsync(IncomingMessage message)
    {
        var id = await Subject.AcceptAsync(message);
        var lease = (await Subject.TakeAsync())!;
        await Subject.Queue.CommitAsync(
            lease,
            Some.Commit(lease, "Sorry.", ConversationStatus.WaitingForHuman) with
            {
                DeadLetterReason = "failed",
                Escalation = Some.Ticket(),
            },
            Token
        );
        return (id, Assert.Single(await Subject.DeadLetters.ListAsync(10, Token)));
    }

    private async Task<IEnumerable<string>> HistoryAsync() =>
        (await Subject.Store.ReadAsync(new("s1"), 0, 100, Token))!.Messages.Select(m => m.Text);
}
