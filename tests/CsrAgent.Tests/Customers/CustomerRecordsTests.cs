using CsrAgent.Conversations;
using CsrAgent.Customers;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Privacy;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Customers;

/// <summary>One customer's data, given out whole and erased whole, with a trace of both and no trace of the customer.</summary>
public sealed class CustomerRecordsTests : IAsyncDisposable
{
    private readonly TurnRig _rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CustomerRecords Records => _rig.Get<CustomerRecords>();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Export_HoldsEveryMessageOfEveryConversationOfTheCustomerOnly()
    {
        for (var i = 0; i < 300; i++) await _rig.AskAsync(Some.Message($"Question {i}", session: "long"));
        await _rig.AskAsync(Some.Message("Another", session: "short"));
        await _rig.AskAsync(Some.Message("Ben's", session: "bens", user: "ben"));

        var export = await Records.ExportAsync("ann", "admin", Token);

        Assert.Equal(["long", "short"], export.Conversations.Select(t => t.Conversation.Id.Value).Order());
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"Question {i}"), MessageOf(export, "long"));
        Assert.Equal(["Another"], MessageOf(export, "short"));
    }

    [Fact]
    public async Task Erase_RemovesTheCustomerEverywhereAndNobodyElse()
    {
        await _rig.AskAsync(Some.Message("Where is my order?", session: "one"));
        await _rig.AskAsync(Some.Message("I want to talk to a human", session: "two"));
        await _rig.AskAsync(Some.Message("Ben's", session: "bens", user: "ben"));
        await _rig.Queue.AcceptAsync(Some.Message("still waiting", session: "three"), Token);
        foreach (var user in new[] { "ann", "ben" })
        {
            await _rig.Get<IKnowledgeGaps>().RecordAsync(new("How do I fold the moon?", "en", 0, null, user, Some.Noon), Token);
        }

        var receipt = await Records.EraseAsync("ann", "admin", Token);

        Assert.Equal((3, 5), (receipt.Conversations, receipt.Messages));
        Assert.Empty((await Records.ExportAsync("ann", "admin", Token)).Conversations);
        Assert.Single((await Records.ExportAsync("ben", "admin", Token)).Conversations);
        Assert.Equal("ben", Assert.Single(await _rig.Get<IKnowledgeGaps>().ListAsync(10, Token)).UserId);
        Assert.Empty(await _rig.Queue.TakeAsync(new TakeRequest(10, TimeSpan.Zero), Token));
    }

    [Fact]
    public async Task Erase_WhileATurnRuns_TheTurnBringsNothingBack()
    {
        var filter = new TaskCompletionSource();
        _rig.Answerer.WaitsFor(filter.Task);
        var running = _rig.RunAsync(await _rig.LeaseAsync(Some.Message()));

        await Records.EraseAsync("ann", "admin", Token);
        filter.SetResult();
        await running;

        Assert.Null(await _rig.Get<IConversationStore>().ReadAsync(new("s1"), 0, 10, Token));
    }

    [Fact]
    public async Task Erase_Again_IsHarmless()
    {
        await _rig.AskAsync(Some.Message());
        await Records.EraseAsync("ann", "admin", Token);

        var second = await Records.EraseAsync("ann", "admin", Token);

        Assert.Equal((0, 0), (second.Conversations, second.Messages));
    }

    [Fact]
    public async Task Audit_OfBoth_NamesTheActorAndNeverTheCustomer()
    {
        await _rig.AskAsync(Some.Message(user: "ann@example.com"));
        await Records.ExportAsync("ann@example.com", "boss", Token);
        var receipt = await Records.EraseAsync("ann@example.com", "boss", Token);

        var entries = await _rig.Get<IAuditLog>().ReadAsync(null, 10, Token);

        Assert.Equal(["customer.erase", "customer.export"], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal(("boss", receipt.Subject), (e.Actor, e.Subject)));
        Assert.DoesNotContain("example.com", string.Concat(entries), StringComparison.Ordinal);
        Assert.Contains(receipt.Id, entries[0].Details, StringComparison.Ordinal);
    }

    private static IEnumerable<string> MessageOf(CustomerExport export, string session) =>
        export
            .Conversations.Single(t => t.Conversation.Id.Value == session)
            .Messages.Where(m => m.Role == MessageRole.Customer)
            .Select(m => m.Text);
}
