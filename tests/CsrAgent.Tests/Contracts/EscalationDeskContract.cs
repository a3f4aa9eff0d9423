using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every <see cref="IEscalationDesk"/> promises: one owner at a time, and a fence that keeps a running turn out.</summary>
public abstract class EscalationDeskContract : IAsyncLifetime
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
    public async Task Apply_OpeningWhileATurnRuns_RefusesTheTurnsCommit()
    {
        await _subject.AcceptAsync(Some.Message("one"));
        var running = (await _subject.TakeAsync())!;

        Assert.True(await _subject.Desk.ApplyAsync(Opening("told"), Token));

        Assert.Equal(CommitOutcome.Refused, await _subject.Queue.CommitAsync(running, Some.Commit(running), Token));
        var again = (await _subject.TakeAsync())!;
        Assert.Equal(ConversationStatus.WaitingForHuman, again.Conversation.Status);
        Assert.Equal(["one"], again.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Apply_OpeningTwice_SucceedsOnce()
    {
        await _subject.AnswerAsync(Some.Message());

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _subject.Desk.ApplyAsync(Opening("told"), Token)));

        Assert.Single(opened, applied => applied);
        Assert.Single((await ReadAsync()).Messages, m => m.Text == "told");
    }

    [Fact]
    public async Task Apply_TwoClaimsAtOnce_OneWins()
    {
        await OpenAsync();

        var claimed = await Task.WhenAll(new[] { "anna", "ben" }.Select(name => _subject.Desk.ApplyAsync(Claim(name), Token)));

        Assert.Single(claimed, applied => applied);
        Assert.Equal(EscalationState.Claimed, (await _subject.Desk.FindAsync("esc_1", Token))!.State);
        Assert.Equal(ConversationStatus.Human, (await ReadAsync()).Conversation.Status);
    }

    [Fact]
    public async Task Apply_Return_GivesTheBotAFreshContext()
    {
        await OpenAsync();
        await _subject.Desk.ApplyAsync(Claim("anna"), Token);
        await _subject.Desk.ApplyAsync(Claim("anna") with { From = EscalationState.Claimed, Messages = [Note("all good now", MessageRole.Human)] }, Token);
        var returned = Some.Ticket() with { State = EscalationState.Returned };

        Assert.True(await _subject.Desk.ApplyAsync(
            new() { ConversationId = new("s1"), From = EscalationState.Claimed, Ticket = returned, Status = ConversationStatus.Bot, CutContext = true }, Token));

        await _subject.AcceptAsync(Some.Message("hello again"));
        var lease = (await _subject.TakeAsync())!;
        Assert.Equal(ConversationStatus.Bot, lease.Conversation.Status);
        Assert.Null(lease.Conversation.Escalation);
        Assert.Empty(lease.History);
    }

    [Fact]
    public async Task Apply_ToAnUnknownConversation_IsFalse() => Assert.False(await _subject.Desk.ApplyAsync(Opening("told"), Token));

    [Fact]
    public async Task List_MostUrgentFirst()
    {
        foreach (var (session, priority) in new[] { ("a", EscalationPriority.Normal), ("b", EscalationPriority.Urgent), ("c", EscalationPriority.Normal) })
        {
            await _subject.AnswerAsync(Some.Message(session: session));
            await _subject.Desk.ApplyAsync(
                Opening("told") with { ConversationId = new(session), Ticket = Some.Ticket($"esc_{session}", session) with { Priority = priority, CreatedAt = _subject.Time.GetUtcNow() } }, Token);
            _subject.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["esc_b", "esc_a", "esc_c"], (await _subject.Desk.ListAsync(EscalationState.Open, 10, Token)).Select(t => t.Id));
        Assert.Empty(await _subject.Desk.ListAsync(EscalationState.Claimed, 10, Token));
    }

    private async Task OpenAsync()
    {
        await _subject.AnswerAsync(Some.Message());
        Assert.True(await _subject.Desk.ApplyAsync(Opening("told"), Token));
    }

    private async Task<ConversationPage> ReadAsync() => (await _subject.Store.ReadAsync(new("s1"), 0, 100, Token))!;

    private static EscalationChange Opening(string told) => new()
    {
        ConversationId = new("s1"),
        From = null,
        Ticket = Some.Ticket(),
        Status = ConversationStatus.WaitingForHuman,
        Messages = [Note(told, MessageRole.Agent)],
    };

    private static EscalationChange Claim(string name) => new()
    {
        ConversationId = new("s1"),
        From = EscalationState.Open,
        Ticket = Some.Ticket() with { State = EscalationState.Claimed, Agent = name },
        Status = ConversationStatus.Human,
    };

    private static Message Note(string text, MessageRole role) => new() { Id = "msg_" + Guid.NewGuid().ToString("N"), Role = role, Text = text, At = Some.Noon };
}
