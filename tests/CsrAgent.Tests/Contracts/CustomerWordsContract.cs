using CsrAgent.Tests.Support;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every <see cref="ICustomerWords"/> promises, and every queue about messages that follow one another.</summary>
public abstract class CustomerWordsContract : StoreContract
{
    [Fact]
    public async Task ReadLatest_HistoryAndMailbox_GivesTheCustomersNewestInOrder()
    {
        await Subject.AnswerAsync(Some.Message("one"));
        await Subject.AnswerAsync(Some.Message("two"), "an answer");
        await Subject.AcceptAsync(Some.Message("three"));
        await Subject.AcceptAsync(Some.Message("four"));

        Assert.Equal(["two", "three", "four"], await TextsAsync(3));
        Assert.Equal(["one", "two", "three", "four"], await TextsAsync(8));
        Assert.Empty(await Subject.Words.ReadLatestAsync(new("nobody"), 3, Token));
    }

    [Fact]
    public async Task Accept_AfterTheMessageThatItFollows_IsAcceptedWhereverThatIs()
    {
        await Subject.AcceptAsync(Some.Message("one") with { Follows = "" });
        await Subject.AcceptAsync(Some.Message("two") with { Follows = await LastAsync() });
        var lease = (await Subject.TakeAsync())!;
        await Subject.Queue.CommitAsync(lease, Some.Commit(lease), Token);

        await Subject.AcceptAsync(Some.Message("three") with { Follows = await LastAsync() });

        Assert.Equal(["one", "two", "three"], await TextsAsync(8));
    }

    [Fact]
    public async Task Accept_OvertakenByAnother_StoresNothing()
    {
        await Subject.AcceptAsync(Some.Message("one"));
        var late = Some.Message("two", key: "k") with { Follows = "" };

        Assert.IsType<AcceptOutcome.Overtaken>(await Subject.Queue.AcceptAsync(late, Token));
        Assert.Equal(["one"], await TextsAsync(8));

        await Subject.AcceptAsync(late with { Follows = await LastAsync() });
        Assert.IsType<AcceptOutcome.Duplicate>(await Subject.Queue.AcceptAsync(late, Token));
    }

    [Fact]
    public async Task Accept_ManyThatFollowTheSame_TakesOne()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Subject.Queue.AcceptAsync(Some.Message($"m{i}") with { Follows = "" }, Token))
        );

        Assert.Single(outcomes.OfType<AcceptOutcome.Accepted>());
        Assert.Equal(19, outcomes.OfType<AcceptOutcome.Overtaken>().Count());
    }

    [Fact]
    public async Task Accept_SameFingerprintWithOtherText_IsADuplicate()
    {
        await Subject.AcceptAsync(Some.Message("[card] thanks", key: "k") with { Fingerprint = "f" });

        Assert.IsType<AcceptOutcome.Duplicate>(
            await Subject.Queue.AcceptAsync(Some.Message("1111 thanks", key: "k") with { Fingerprint = "f" }, Token)
        );
    }

    private async Task<string> LastAsync() => (await Subject.Words.ReadLatestAsync(Some.ConversationId(), 1, Token))[0].Id;

    private async Task<IEnumerable<string>> TextsAsync(int limit) =>
        (await Subject.Words.ReadLatestAsync(Some.ConversationId(), limit, Token)).Select(message => message.Text);
}
