using CsrAgent.Conversations;
using CsrAgent.Escalation;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every <see cref="IEscalationDesk"/> promises: one owner at a time, and a fence that keeps a running turn out.</summary>
public abstract class EscalationDeskContract : StoreContract
{
    [Fact]
    public async Task Apply_OpeningWhileATurnRuns_RefusesTheTurnsCommit()
    {
        await Subject.AcceptAsync(Some.Message("one"));
        var running = (await Subject.TakeAsync())!;

        Assert.True(await Subject.Desk.ApplyAsync(Opening("told"), Token));

        Assert.Equal(CommitOutcome.Refused, await Subject.Queue.CommitAsync(running, Some.Commit(running), Token));
        var again = (await Subject.TakeAsync())!;
        Assert.Equal(ConversationStatus.WaitingForHuman, again.Conversation.Status);
        Assert.Equal(["one"], again.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Apply_OpeningTwice_SucceedsOnce()
    {
        await Subject.AnswerAsync(Some.Message());

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Subject.Desk.ApplyAsync(Opening("told"), Token)));

        Assert.Single(opened, applied => applied);
        Assert.Single((await ReadAsync()).Messages, m => m.Text == "told");
    }

    [Fact]
    public async Task Apply_TwoClaimsAtOnce_OneWins()
    {
        await OpenAsync();

        var claimed = await Task.WhenAll(new[] { "anna", "ben" }.Select(name => Subject.Desk.ApplyAsync(Claim(name), Token)));

        Assert.Single(claimed, applied => applied);
        Assert.Equal(EscalationState.Claimed, (await Subject.Desk.FindAsync("esc_1", Token))!.State);
        Assert.Equal(ConversationStatus.Human, (await ReadAsync()).Conversation.Status);
    }

    [Fact]
    public async Task Apply_Return_GivesTheBotAFreshContext()
    {
        await OpenAsync();
        await Subject.Desk.ApplyAsync(Claim("anna"), Token);
        await Subject.Desk.ApplyAsync(Claim("anna") with { From = EscalationState.Claimed, Messages = [Note("all good now", MessageRole.Human)] }, Token);
        var returned = Some.Ticket() with { State = EscalationState.Returned };

        Assert.True(await Subject.Desk.ApplyAsync(
            new() { ConversationId = new("s1"), From = EscalationState.Claimed, Ticket = returned, Status = ConversationStatus.Bot, CutContext = true }, Token));

        await Subject.AcceptAsync(Some.Message("hello again"));
        var lease = (await Subject.TakeAsync())!;
        Assert.Equal(ConversationStatus.Bot, lease.Conversation.Status);
        Assert.Null(lease.Conversation.Escalation);
        Assert.Empty(lease.History);
    }

    [Fact]
    public async Task Apply_ToAnUnknownConversation_IsFalse() => Assert.False(await Subject.Desk.ApplyAsync(Opening("told"), Token));

    [Fact]
    public async Task List_MostUrgentFirst()
    {
        foreach (var (session, priority) in new[] { ("a", EscalationPriority.Normal), ("b", EscalationPriority.Urgent), ("c", EscalationPriority.Normal) })
        {
            await Subject.AnswerAsync(Some.Message(session: session));
            await Subject.Desk.ApplyAsync(
                Opening("told") with { ConversationId = new(session), Ticket = Some.Ticket($"esc_{session}", session) with { Priority = priority, CreatedAt = Subject.Time.GetUtcNow() } }, Token);
            Subject.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["esc_b", "esc_a", "esc_c"], (await Subject.Desk.ListAsync(EscalationState.Open, 10, Token)).Select(t => t.Id));
        Assert.Empty(await Subject.Desk.ListAsync(EscalationState.Claimed, 10, Token));
    }

    private async Task OpenAsync()
    {
        await Subject.AnswerAsync(Some.Message());
        Assert.True(await Subject.Desk.ApplyAsync(Opening("told"), Token));
    }

    private async Task<ConversationPage> ReadAsync() => (await Subject.Store.ReadAsync(new("s1"), 0, 100, Token))!;

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
