using CsrAgent.Conversations;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsrAgent.Tests.Contracts;

/// <summary>What retention promises over every store: however much has piled up, the oldest goes first, and nothing is left.</summary>
public abstract class RetentionContract : StoreContract
{
    private const int Count = 7;

    [Fact]
    public async Task Run_MoreThanARoundHolds_TheOldestFirstUntilNothingIsLeft()
    {
        await AnswerAsync();
        var retention = Retention(Subject.Store, Leases);

        Subject.Time.Advance(TimeSpan.FromDays(2));
        Assert.True(await retention.RunAsync(Token));
        Assert.Equal(["s0", "s1", "s2"], await InAsync(ConversationStatus.Ended));
        while (await retention.RunAsync(Token)) { }
        Assert.Empty(await InAsync(ConversationStatus.Bot));

        Subject.Time.Advance(TimeSpan.FromDays(91));
        Assert.True(await retention.RunAsync(Token));
        Assert.Equal(["s3", "s4", "s5", "s6"], await InAsync(ConversationStatus.Ended));
        while (await retention.RunAsync(Token)) { }
        Assert.Empty(await InAsync(ConversationStatus.Ended));
    }

    private protected abstract ILeases Leases { get; }

    /// <summary>With rounds of three.</summary>
    private protected Retention Retention(IConversationStore store, ILeases leases) =>
        new(
            store,
            leases,
            new LoopHealth(Subject.Time),
            Microsoft.Extensions.Options.Options.Create(new RetentionOptions()),
            Subject.Time,
            NullLogger<Retention>.Instance
        )
        {
            MaxAtOnce = 3,
        };

    /// <summary>Seven conversations, a second apart.</summary>
    private protected async Task AnswerAsync()
    {
        for (var i = 0; i < Count; i++)
        {
            await Subject.AnswerAsync(Some.Message(session: $"s{i}"));
            Subject.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private protected async Task<IEnumerable<string>> InAsync(ConversationStatus status) =>
        (await Subject.Store.ListAsync(new() { Status = status }, Token)).Select(c => c.Id.Value).Order();
}
