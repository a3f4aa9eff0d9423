using CsrAgent.Conversations;
using CsrAgent.Memory;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Contracts;

/// <summary>Ended conversations are read once each, in the order in which they ended, by one process at a time.</summary>
public abstract class MemoryProgressContract : StoreContract
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private IMemoryProgress Progress => Subject.MemoryProgress;

    [Fact]
    public async Task Take_TheFirstTime_BeginsWithNow()
    {
        await EndAsync("before");
        Subject.Time.Advance(TimeSpan.FromSeconds(1));
        var position = (await Progress.TakeAsync("one", Lease, Token))!;
        Subject.Time.Advance(TimeSpan.FromSeconds(1));
        await EndAsync("after");

        Assert.Equal(["after"], await EndedAsync(position));
    }

    [Fact]
    public async Task Done_OneByOne_ReadsEachOnceInTheOrderOfTheirEnds()
    {
        await Progress.TakeAsync("one", Lease, Token);
        Subject.Time.Advance(TimeSpan.FromSeconds(1));
        // In the same millisecond, as when many time out at once.
        foreach (var session in new[] { "s3", "s1", "s5", "s2", "s4" }) await EndAsync(session);
        Subject.Time.Advance(TimeSpan.FromSeconds(1));
        await EndAsync("s0");

        var seen = new List<string>();
        while (true)
        {
            await Subject.RestartAsync();
            var position = (await Progress.TakeAsync("one", Lease, Token))!;
            if (await ListAsync(position) is not [var next, ..]) break;
            seen.Add(next.Id.Value);
            Assert.True(await Progress.DoneAsync(position, next, 2, Token));
        }

        Assert.Equal(["s1", "s2", "s3", "s4", "s5", "s0"], seen);
    }

    [Fact]
    public async Task ReadThrough_OfAConversation_IsThatOfItsOwnLife()
    {
        await Progress.TakeAsync("one", Lease, Token);
        await EndAsync("s1");
        var conversation = await ReadAsync("s1");
        Assert.Equal(0, await Progress.ReadThroughAsync(conversation, Token));
        await Progress.DoneAsync((await Progress.TakeAsync("one", Lease, Token))!, conversation, 2, Token);
        await Subject.RestartAsync();

        Assert.Equal(2, await Progress.ReadThroughAsync(conversation, Token));
        await Subject.Store.EraseAsync([conversation.Id], null, Token);
        await EndAsync("s1");
        Assert.Equal(0, await Progress.ReadThroughAsync(await ReadAsync("s1"), Token));
    }

    [Fact]
    public async Task Clear_ThenTake_LeavesOutWhatEndedInBetween()
    {
        await Progress.TakeAsync("one", Lease, Token);
        await Progress.ClearAsync(Token);
        Subject.Time.Advance(TimeSpan.FromSeconds(1));
        await EndAsync("while-off");
        Subject.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await EndedAsync((await Progress.TakeAsync("one", Lease, Token))!));
    }

    [Fact]
    public async Task Erase_OfTheLastThatWasRead_LeavesNothingOutAndNothingBehind()
    {
        await Progress.TakeAsync("one", Lease, Token);
        Subject.Time.Advance(TimeSpan.FromSeconds(1));
        await EndAsync("s1");
        await EndAsync("s2");
        var first = await ReadAsync("s1");
        await Progress.DoneAsync((await Progress.TakeAsync("one", Lease, Token))!, first, 2, Token);

        await Subject.Store.EraseAsync([first.Id], null, Token);

        var position = (await Progress.TakeAsync("one", Lease, Token))!;
        Assert.Equal("", position.After.Id.Value);
        Assert.Equal(["s2"], await EndedAsync(position));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SenderIsProven_OfAMessage_StaysWithItThroughMailboxAndHistory(bool proven)
    {
        await Subject.AcceptAsync(Some.Message() with { SenderIsProven = proven });
        Assert.Equal([proven], (await Subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Messages.Select(m => m.SenderIsProven));
        var lease = (await Subject.TakeAsync())!;
        await Subject.Queue.CommitAsync(lease, Some.Commit(lease), Token);

        Assert.Equal(proven, Assert.Single(lease.Messages).SenderIsProven);
        Assert.Equal([proven, false], (await Subject.Store.ReadAsync(new("s1"), 0, 10, Token))!.Messages.Select(m => m.SenderIsProven));
    }

    private async Task EndAsync(string session)
    {
        await Subject.AnswerAsync(Some.Message(session: session));
        await Subject.Store.EndAsync(new(session), Token);
    }

    private async Task<Conversation> ReadAsync(string session) => (await Subject.Store.ReadAsync(new(session), 0, 1, Token))!.Conversation;

    private async Task<IEnumerable<string>> EndedAsync(MemoryPosition position) =>
        (await ListAsync(position)).Select(conversation => conversation.Id.Value);

    private Task<IReadOnlyList<Conversation>> ListAsync(MemoryPosition position) =>
        Subject.Store.ListAsync(
            new ConversationFilter
            {
                Status = ConversationStatus.Ended,
                IdleSince = Subject.Time.GetUtcNow() + TimeSpan.FromSeconds(1),
                After = position.After,
                Limit = 3,
            },
            Token
        );
}
