using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Tests.Support;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every <see cref="IHandoffStore"/> promises: one owner at a time, and a fence that keeps a running turn out.</summary>
public abstract class HandoffStoreContract : StoreContract
{
    [Fact]
    public async Task Apply_NewTicketWhileATurnRuns_RefusesTheTurnsCommit()
    {
        await Subject.AcceptAsync(Some.Message("one"));
        var running = (await Subject.TakeAsync())!;

        Assert.True(await Subject.Handoffs.ApplyAsync(NewTicket("told"), Token));

        Assert.Equal(CommitOutcome.Refused, await Subject.Queue.CommitAsync(running, Some.Commit(running), Token));
        var again = (await Subject.TakeAsync())!;
        Assert.Equal(ConversationStatus.WaitingForHuman, again.Conversation.Status);
        Assert.Equal(["one"], again.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Apply_TheSameNewTicketTwice_SucceedsOnce()
    {
        await Subject.AnswerAsync(Some.Message());

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Subject.Handoffs.ApplyAsync(NewTicket("told"), Token)));

        Assert.Single(opened, applied => applied);
        Assert.Single((await ReadAsync()).Messages, m => m.Text == "told");
    }

    [Fact]
    public async Task Apply_TwoClaimsAtOnce_OneWins()
    {
        await OpenAsync();

        var claimed = await Task.WhenAll(new[] { "anna", "ben" }.Select(name => Subject.Handoffs.ApplyAsync(Claim(name), Token)));

        Assert.Single(claimed, applied => applied);
        Assert.Equal(EscalationState.Claimed, (await Subject.Handoffs.FindAsync("esc_1", Token))!.State);
        Assert.Equal(ConversationStatus.Human, (await ReadAsync()).Conversation.Status);
    }

    [Fact]
    public async Task Apply_DecidedOnAnOlderRevision_IsRefused()
    {
        await OpenAsync();
        var raised = Claim("anna") with
        {
            Ticket = Some.Ticket() with { Priority = EscalationPriority.High },
            Status = ConversationStatus.WaitingForHuman,
            Messages = [Note("longer", MessageRole.Agent)],
        };

        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Subject.Handoffs.ApplyAsync(raised, Token)));

        Assert.Single(applied, each => each);
        Assert.Equal(
            (1, EscalationPriority.High),
            ((await Subject.Handoffs.FindAsync("esc_1", Token))!.Revision, (await ReadAsync()).Conversation.Escalation!.Priority)
        );
        Assert.Single((await ReadAsync()).Messages, m => m.Text == "longer");
        Assert.False(await Subject.Handoffs.ApplyAsync(Claim("anna"), Token));
        Assert.True(await Subject.Handoffs.ApplyAsync(Claim("anna") with { From = raised.After }, Token));
    }

    [Fact]
    public async Task ListDue_EachHandOff_FromItsTimeUntilItsNextStep()
    {
        foreach (var (session, minutes) in new[] { ("a", 20), ("b", 10), ("c", 30) })
        {
            await Subject.AnswerAsync(Some.Message(session: session));
            var ticket = Some.Ticket($"esc_{session}", session) with { OverdueAt = Some.Noon.AddMinutes(minutes) };
            await Subject.Handoffs.ApplyAsync(NewTicket("told") with { ConversationId = new(session), Ticket = ticket }, Token);
        }

        Assert.Empty(await DueAsync(9));
        Assert.Equal(["esc_b", "esc_a"], await DueAsync(20));
        Assert.Single(await Subject.Handoffs.ListDueAsync(Some.Noon.AddMinutes(60), 1, Token));

        await Subject.RestartAsync();
        var b = (await Subject.Handoffs.FindAsync("esc_b", Token))!;
        var later = new HandoffChange
        {
            ConversationId = new("b"),
            From = b,
            Ticket = b with { OverdueAt = Some.Noon.AddMinutes(40) },
            Status = ConversationStatus.WaitingForHuman,
        };
        Assert.True(await Subject.Handoffs.ApplyAsync(later, Token));
        var claimed = later with
        {
            From = later.After,
            Ticket = later.Ticket with { State = EscalationState.Claimed, OverdueAt = null },
            Status = ConversationStatus.Human,
        };
        Assert.Equal(["esc_a", "esc_c", "esc_b"], await DueAsync(40));
        Assert.True(await Subject.Handoffs.ApplyAsync(claimed, Token));
        await Subject.Store.EndAsync(new("a"), Token);
        await Subject.Store.EraseAsync([new("c")], null, Token);
        Assert.Empty(await DueAsync(100));
    }

    [Fact]
    public async Task ListDue_HandOffOfATurn_IsDueAtItsTime()
    {
        await Subject.AcceptAsync(Some.Message());
        var lease = (await Subject.TakeAsync())!;
        var ticket = Some.Ticket() with { OverdueAt = Some.Noon.AddMinutes(30), SummaryAt = Some.Noon };
        var commit = Some.Commit(lease, "A person will come.", ConversationStatus.WaitingForHuman) with { Escalation = ticket };

        Assert.Equal(CommitOutcome.Committed, await Subject.Queue.CommitAsync(lease, commit, Token));

        Assert.Equal(["esc_1"], await DueAsync(0));
        Assert.Equal(ticket, (await Subject.Handoffs.ListDueAsync(Some.Noon, 1, Token))[0]);
    }

    [Fact]
    public async Task Apply_Return_GivesTheBotAFreshContext()
    {
        await OpenAsync();
        await Subject.Handoffs.ApplyAsync(Claim("anna"), Token);
        await Subject.Handoffs.ApplyAsync(
            Claim("anna") with
            {
                From = Claim("anna").After,
                Messages = [Note("all good now", MessageRole.Human)],
            },
            Token
        );
        var returned = Some.Ticket() with { State = EscalationState.Returned };

        Assert.True(
            await Subject.Handoffs.ApplyAsync(
                new()
                {
                    ConversationId = new("s1"),
                    From = Claim("anna").After with { Revision = 2 },
                    Ticket = returned,
                    Status = ConversationStatus.Bot,
                    CutContext = true,
                },
                Token
            )
        );

        await Subject.AcceptAsync(Some.Message("hello again"));
        var lease = (await Subject.TakeAsync())!;
        Assert.Equal(ConversationStatus.Bot, lease.Conversation.Status);
        Assert.Null(lease.Conversation.Escalation);
        Assert.Empty(lease.History);
    }

    [Fact]
    public async Task Apply_ToAnUnknownConversation_IsFalse() => Assert.False(await Subject.Handoffs.ApplyAsync(NewTicket("told"), Token));

    [Fact]
    public async Task List_MostUrgentFirst()
    {
        foreach (
            var (session, priority) in new[]
            {
                ("a", EscalationPriority.Normal),
                ("b", EscalationPriority.Urgent),
                ("c", EscalationPriority.Normal),
            }
        )
        {
            await Subject.AnswerAsync(Some.Message(session: session));
            await Subject.Handoffs.ApplyAsync(
                NewTicket("told") with
                {
                    ConversationId = new(session),
                    Ticket = Some.Ticket($"esc_{session}", session) with { Priority = priority, CreatedAt = Subject.Time.GetUtcNow() },
                },
                Token
            );
            Subject.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["esc_b", "esc_a", "esc_c"], (await Subject.Handoffs.ListAsync(EscalationState.Open, 10, Token)).Select(t => t.Id));
        Assert.Empty(await Subject.Handoffs.ListAsync(EscalationState.Claimed, 10, Token));
        Assert.Equal("esc_b", Assert.Single(await Subject.Handoffs.ListOfAsync(new("b"), Token)).Id);
        Assert.Empty(await Subject.Handoffs.ListOfAsync(new("unknown"), Token));
    }

    [Fact]
    public async Task Commit_OfATurnThatChangesAHandOff_SaysWhereItHasChangedAndKeepsTheLease()
    {
        await OpenAsync();
        await Subject.AcceptAsync(Some.Message("more"));
        var lease = (await Subject.TakeAsync())!;
        var raised = Some.Ticket() with { Revision = 1, Priority = EscalationPriority.Urgent };
        var commit = Some.Commit(lease, "Help is near.", ConversationStatus.WaitingForHuman) with { Escalation = raised };
        var quiet = Claim("anna") with { Ticket = Some.Ticket() with { Summary = "better" }, Status = ConversationStatus.WaitingForHuman };
        Assert.True(await Subject.Handoffs.ApplyAsync(quiet, Token));

        Assert.Equal(CommitOutcome.HandoffChanged, await Subject.Queue.CommitAsync(lease, commit, Token));

        Assert.NotNull(await Subject.Queue.RenewAsync(lease, Token));
        Assert.Equal(
            ("better", 2),
            (
                (await Subject.Handoffs.FindAsync("esc_1", Token))!.Summary,
                (await ReadAsync()).Messages.Count(m => m.Text is "told" or "more")
            )
        );
        Assert.Equal(
            CommitOutcome.Committed,
            await Subject.Queue.CommitAsync(lease, commit with { Escalation = raised with { Revision = 2 } }, Token)
        );
        Assert.Equal(["esc_1"], (await Subject.Handoffs.ListAsync(EscalationState.Open, 10, Token)).Select(ticket => ticket.Id));
        Assert.Equal(EscalationPriority.Urgent, (await ReadAsync()).Conversation.Escalation!.Priority);
    }

    [Fact]
    public async Task Rate_AClosedHandOff_IsStoredOnceForEachRevisionAndChangesNothingElse()
    {
        await OpenAsync();
        var claim = Claim("anna");
        Assert.True(await Subject.Handoffs.ApplyAsync(claim, Token));
        var resolved = claim.After with { State = EscalationState.Resolved, ClosedAt = Some.Noon };
        var close = claim with { From = claim.After, Ticket = resolved, Status = ConversationStatus.Ended, Messages = [] };
        Assert.True(await Subject.Handoffs.ApplyAsync(close, Token));
        var before = await ReadAsync();
        Subject.Time.Advance(TimeSpan.FromHours(1));

        var rated = await Task.WhenAll(
            Enumerable
                .Range(1, 5)
                .Select(score => Subject.HandoffRatings.RateAsync(close.After, new(score, "slow \u2713", Some.Noon), Token))
        );

        Assert.Single(rated, isStored => isStored);
        await Subject.RestartAsync();
        var ticket = (await Subject.Handoffs.FindAsync("esc_1", Token))!;
        Assert.Equal((close.After.Revision + 1, "slow \u2713"), (ticket.Revision, ticket.Rating!.Comment));
        Assert.True(rated[ticket.Rating.Score - 1]);
        Assert.True(await Subject.HandoffRatings.RateAsync(ticket, new(3, null, Some.Noon), Token));
        Assert.Equal(new HandoffRating(3, null, Some.Noon), Assert.Single(await Subject.Handoffs.ListOfAsync(new("s1"), Token)).Rating);
        Assert.Single(await Subject.Handoffs.ListAsync(EscalationState.Resolved, 10, Token));
        var after = await ReadAsync();
        Assert.Equal(
            (before.Conversation.Status, before.Conversation.UpdatedAt, before.Messages.Count),
            (after.Conversation.Status, after.Conversation.UpdatedAt, after.Messages.Count)
        );
        await Subject.Store.EraseAsync([new("s1")], null, Token);
        Assert.False(await Subject.HandoffRatings.RateAsync(ticket, new(3, null, Some.Noon), Token));
        Assert.Null(await Subject.Handoffs.FindAsync("esc_1", Token));
    }

    private async Task<IEnumerable<string>> DueAsync(int minutes) =>
        (await Subject.Handoffs.ListDueAsync(Some.Noon.AddMinutes(minutes), 10, Token)).Select(ticket => ticket.Id);

    private async Task OpenAsync()
    {
        await Subject.AnswerAsync(Some.Message());
        Assert.True(await Subject.Handoffs.ApplyAsync(NewTicket("told"), Token));
    }

    private async Task<ConversationPage> ReadAsync() => (await Subject.Store.ReadAsync(new("s1"), 0, 100, Token))!;

    private static HandoffChange NewTicket(string notice) =>
        new()
        {
            ConversationId = new("s1"),
            From = null,
            Ticket = Some.Ticket(),
            Status = ConversationStatus.WaitingForHuman,
            Messages = [Note(notice, MessageRole.Agent)],
        };

    private static HandoffChange Claim(string name) =>
        new()
        {
            ConversationId = new("s1"),
            From = Some.Ticket(),
            Ticket = Some.Ticket() with { State = EscalationState.Claimed, Agent = name },
            Status = ConversationStatus.Human,
        };

    private static Message Note(string text, MessageRole role) =>
        new()
        {
            Id = "msg_" + Guid.NewGuid().ToString("N"),
            Role = role,
            Text = text,
            At = Some.Noon,
        };
}
