using CsrAgent.Channels;
using CsrAgent.Tests.Support;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every <see cref="IOutbox"/> promises: at least once, in order, never after a recorded send.</summary>
public abstract class OutboxContract : StoreContract
{
    [Fact]
    public async Task Take_AfterACommit_ReturnsItsDeliveriesOneByOne()
    {
        await DeliverAsync("s1", "d1", "d2");

        var first = Assert.Single(await Subject.Outbox.TakeAsync(10, Token));
        Assert.Equal(("d1", 1), (first.Delivery.Id, first.Attempt));
        Assert.Empty(await Subject.Outbox.TakeAsync(10, Token));
        await Subject.Outbox.SentAsync(first, "channel-1", Token);

        Assert.Equal("d2", Assert.Single(await Subject.Outbox.TakeAsync(10, Token)).Delivery.Id);
    }

    [Fact]
    public async Task Take_ACommitThatWasRefused_ReturnsNothing()
    {
        await Subject.AcceptAsync(Some.Message());
        var lease = (await Subject.TakeAsync())!;
        await Subject.Store.EndAsync(lease.ConversationId, Token);

        await Subject.Queue.CommitAsync(lease, Some.Commit(lease) with { Deliveries = [Some.Delivery("d1")] }, Token);

        Assert.Empty(await Subject.Outbox.TakeAsync(10, Token));
    }

    [Fact]
    public async Task Sent_NeverComesAgain_NotEvenAfterARestart()
    {
        await DeliverAsync("s1", "d1");
        await Subject.Outbox.SentAsync((await Subject.Outbox.TakeAsync(1, Token))[0], null, Token);

        await Subject.RestartAsync();
        Subject.Time.Advance(TimeSpan.FromDays(1));

        Assert.Empty(await Subject.Outbox.TakeAsync(10, Token));
    }

    [Fact]
    public async Task FindSent_OnlyWhatWasSent_HasTheChannelsId()
    {
        await DeliverAsync("s1", "d1", "d2");
        Assert.Null(await Subject.Outbox.FindSentAsync(new("s1"), "d1", Token));

        await Subject.Outbox.SentAsync((await Subject.Outbox.TakeAsync(1, Token))[0], "channel-1", Token);
        await Subject.RestartAsync();

        Assert.Equal("channel-1", await Subject.Outbox.FindSentAsync(new("s1"), "d1", Token));
        Assert.Null(await Subject.Outbox.FindSentAsync(new("s1"), "d2", Token));
        Assert.Null(await Subject.Outbox.FindSentAsync(new("none"), "d1", Token));
    }

    [Fact]
    public async Task Take_WhenTheSenderDied_ReturnsItAgainWithAHigherAttempt()
    {
        await DeliverAsync("s1", "d1");
        await Subject.Outbox.TakeAsync(1, Token);

        Subject.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, Assert.Single(await Subject.Outbox.TakeAsync(1, Token)).Attempt);
    }

    [Fact]
    public async Task Failed_WithADelay_ComesAgainAfterIt()
    {
        await DeliverAsync("s1", "d1");
        await Subject.Outbox.FailedAsync((await Subject.Outbox.TakeAsync(1, Token))[0], "503", TimeSpan.FromSeconds(10), Token);
        Assert.Empty(await Subject.Outbox.TakeAsync(1, Token));

        Subject.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(2, Assert.Single(await Subject.Outbox.TakeAsync(1, Token)).Attempt);
    }

    [Fact]
    public async Task Failed_ForGood_BecomesADeadLetterAndLetsTheNextOneGo()
    {
        await DeliverAsync("s1", "d1", "d2");
        await Subject.Outbox.FailedAsync((await Subject.Outbox.TakeAsync(1, Token))[0], "gone", null, Token);

        Assert.Equal("d2", Assert.Single(await Subject.Outbox.TakeAsync(1, Token)).Delivery.Id);
        var letter = Assert.Single(await Subject.DeadLetters.ListAsync(10, Token));
        Assert.Equal((DeadLetterKind.Delivery, "gone"), (letter.Kind, letter.Reason));

        Assert.IsType<DeadLetterRetry.Done>(await Subject.DeadLetters.RetryAsync(letter.Id, Token));

        Assert.Equal("d1", Assert.Single(await Subject.Outbox.TakeAsync(10, Token)).Delivery.Id);
    }

    [Fact]
    public async Task Failed_WithAnOldFence_ChangesNothing()
    {
        await DeliverAsync("s1", "d1");
        var slow = (await Subject.Outbox.TakeAsync(1, Token))[0];
        Subject.Time.Advance(TimeSpan.FromMinutes(1));
        var next = (await Subject.Outbox.TakeAsync(1, Token))[0];

        await Subject.Outbox.FailedAsync(slow, "late", null, Token);

        Assert.Empty(await Subject.DeadLetters.ListAsync(10, Token));
        await Subject.Outbox.SentAsync(next, null, Token);
    }

    [Fact]
    public async Task Take_OtherConversations_AreNotHeldUp()
    {
        await DeliverAsync("s1", "a1", "a2");
        await DeliverAsync("s2", "b1");

        Assert.Equal(["a1", "b1"], (await Subject.Outbox.TakeAsync(10, Token)).Select(e => e.Delivery.Id));
    }

    private async Task DeliverAsync(string session, params string[] ids)
    {
        await Subject.AcceptAsync(Some.Message(session: session));
        var lease = (await Subject.TakeAsync())!;
        await Subject.Queue.CommitAsync(
            lease,
            Some.Commit(lease) with
            {
                Deliveries = [.. ids.Select(id => Some.Delivery(id, session))],
            },
            Token
        );
        Subject.Time.Advance(TimeSpan.FromMilliseconds(1));
    }
}
