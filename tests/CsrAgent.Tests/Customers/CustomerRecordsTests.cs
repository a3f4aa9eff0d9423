using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Customers;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Memory;
using CsrAgent.Privacy;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;

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

        var export = (await Records.ExportAsync("ann", "admin", Token))!;

        Assert.Equal(["long", "short"], export.Conversations.Select(t => t.Conversation.Id.Value).Order());
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"Question {i}"), MessageOf(export, "long"));
        Assert.Equal(["Another"], MessageOf(export, "short"));
    }

    [Fact]
    public async Task Erase_RemovesTheCustomerEverywhereAndNobodyElse()
    {
        foreach (var (session, user) in new[] { ("one", "ann"), ("bens", "ben") })
        {
            _rig.Answerer.Says(ScriptedAnswerer.Answer("I do not know.") with { Unanswered = true });
            await _rig.AskAsync(Some.Message("How do I fold the moon?", session, user: user));
        }
        await _rig.AskAsync(Some.Message("I want to talk to a human", session: "two"));
        await _rig.Queue.AcceptAsync(Some.Message("still waiting", session: "three"), Token);

        var receipt = (await Records.EraseAsync("ann", "admin", Token))!;

        Assert.Equal((3, 5), (receipt.Conversations, receipt.Messages));
        Assert.Equal(3, _rig.Feed.Events.OfType<ReplyEvent.Erased>().Count());
        Assert.Null(await Records.ExportAsync("ann", "admin", Token));
        Assert.Single((await Records.ExportAsync("ben", "admin", Token))!.Conversations);
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
    public async Task Erase_Again_FindsNothingAndSaysSo()
    {
        await _rig.AskAsync(Some.Message());
        await Records.EraseAsync("ann", "admin", Token);

        Assert.Null(await Records.EraseAsync("ann", "admin", Token));

        Assert.EndsWith("nothing found", (await AuditAsync())[0].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_ThatWasInterrupted_GoesOnAndItsReceiptCountsTheWhole()
    {
        for (var i = 0; i < 30; i++) await _rig.AskAsync(Some.Message(session: $"s{i}"));
        var subject = _rig.Get<CustomerAudit>().SubjectOf("ann");
        var begun = await _rig.Get<IErasureProgress>().BeginAsync(subject, Token);
        // The process dies here, right after the step.
        await _rig.Get<IConversationStore>().EraseAsync([new("s0"), new("s1")], new(subject, begun.Id), Token);

        var receipt = (await Records.EraseAsync("ann", "admin", Token))!;

        Assert.Equal((begun.Id, 30, 60), (receipt.Id, receipt.Conversations, receipt.Messages));
    }

    /// <summary>Of a customer whose conversations retention has erased before.</summary>
    [Fact]
    public async Task Erase_InterruptedAfterTheLastQuestion_IsNoErasureThatFoundNothing()
    {
        _rig.Answerer.Says(ScriptedAnswerer.Answer("I do not know.") with { Unanswered = true });
        await _rig.AskAsync(Some.Message("How do I fold the moon?"));
        await _rig.Get<IConversationStore>().EraseAsync([new("s1")], null, Token);
        var subject = _rig.Get<CustomerAudit>().SubjectOf("ann");
        var begun = await _rig.Get<IErasureProgress>().BeginAsync(subject, Token);
        await _rig.Get<IKnowledgeGaps>().EraseAsync("ann", new(subject, begun.Id), Token);

        Assert.Equal(begun.Id, (await Records.EraseAsync("ann", "admin", Token))!.Id);
        Assert.Null(await Records.EraseAsync("ann", "admin", Token));
    }

    [Fact]
    public async Task Erase_DiesRightAfterTheMemoriesWent_CountsThemWhenItGoesOn()
    {
        var memories = new DyingMemoryStore();
        await using var rig = new TurnRig(more: services => services.AddSingleton<IMemoryStore>(memories));

        await Assert.ThrowsAsync<TimeoutException>(() => rig.Get<CustomerRecords>().EraseAsync("ann", "admin", Token));
        var receipt = (await rig.Get<CustomerRecords>().EraseAsync("ann", "admin", Token))!;

        Assert.Equal((0, 3), (receipt.Conversations, receipt.Memories));
        Assert.Null(await rig.Get<CustomerRecords>().EraseAsync("ann", "admin", Token));
    }

    [Fact]
    public async Task Erase_WhileATurnRunsAndTheCustomerWritesAgain_AnswersTheNewWordsOnly()
    {
        var gate = new TaskCompletionSource();
        _rig.Answerer.WaitsFor(gate.Task);
        var running = _rig.RunAsync(await _rig.LeaseAsync(Some.Message("old words")));
        await Records.EraseAsync("ann", "admin", Token);
        await _rig.Queue.AcceptAsync(Some.Message("new words"), Token);
        gate.SetResult();
        await running;

        var next = Assert.Single(await _rig.Queue.TakeAsync(new TakeRequest(1, TimeSpan.Zero), Token));
        await _rig.RunAsync(next);

        Assert.Equal(["new words", "Here it is."], (await _rig.ReadAsync()).Messages.Select(m => m.Text));
    }

    private Task<IReadOnlyList<AuditEntry>> AuditAsync() => _rig.Get<IAuditLog>().ReadAsync(null, 10, Token);

    [Fact]
    public async Task Audit_OfBoth_NamesTheActorAndNeverTheCustomer()
    {
        await _rig.AskAsync(Some.Message(user: "ann@example.com"));
        await Records.ExportAsync("ann@example.com", "boss", Token);
        var receipt = (await Records.EraseAsync("ann@example.com", "boss", Token))!;

        var entries = await AuditAsync();

        Assert.Equal(["customer.erase", "customer.erase", "customer.export", "customer.export"], entries.Select(e => e.Action));
        Assert.EndsWith("begins", entries[1].Details, StringComparison.Ordinal);
        Assert.All(entries, e => Assert.Equal(("boss", receipt.Subject), (e.Actor, e.Subject)));
        Assert.DoesNotContain("example.com", string.Concat(entries), StringComparison.Ordinal);
        Assert.Contains(receipt.Id, entries[0].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_OfADeedThatFails_HasItsBeginning()
    {
        await _rig.AskAsync(Some.Message());
        var records = _rig.Make<CustomerRecords>(new BrokenSessions());

        await Assert.ThrowsAsync<IOException>(() => records.EraseAsync("ann", "boss", Token));

        var entry = Assert.Single(await AuditAsync());
        Assert.Equal(("customer.erase", "boss"), (entry.Action, entry.Actor));
        Assert.EndsWith("begins", entry.Details, StringComparison.Ordinal);
    }

    private static IEnumerable<string> MessageOf(CustomerExport export, string session) =>
        export
            .Conversations.Single(t => t.Conversation.Id.Value == session)
            .Messages.Where(m => m.Role == MessageRole.Customer)
            .Select(m => m.Text);

    /// <summary>An erasure's first step on a conversation.</summary>
    private sealed class BrokenSessions : IClosedSessions
    {
        public Task<DateTimeOffset> ReadTimeAsync(ConversationId id, CancellationToken cancellationToken) => throw new IOException();

        public Task CloseAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellationToken) => throw new IOException();

        public Task<bool> WasClosedSinceAsync(ConversationId id, DateTimeOffset since, CancellationToken cancellationToken) =>
            throw new IOException();
    }
}
