using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Handoff;
using CsrAgent.Privacy;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;

namespace CsrAgent.Tests.Contracts;

/// <summary>The way back for a customer who waits for a person and no longer wants one, over every store.</summary>
public abstract class HandoffWithdrawalContract : IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected TurnRig Rig { get; private set; } = null!;

    private protected abstract ValueTask<TurnRig> CreateAsync();

    public async ValueTask InitializeAsync() => Rig = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Words_WhileNobodyHasCome_BringTheAgentBackAndTellThePeople()
    {
        var id = await EscalateAsync();

        await Rig.AskAsync(Some.Message("Never mind, I'm fine, thanks."));

        await AssertWithdrawnAsync(id);
        Assert.Equal(MessageRole.Agent, (await Rig.ReadAsync()).Messages[^1].Role);
        await AssertAgentKnowsAsync("I want to talk to a human");
        Assert.NotEqual(id, await EscalateAsync());
    }

    [Fact]
    public async Task Words_WhileAPersonTalks_AreForThePerson()
    {
        var id = await EscalateAsync();
        await Rig.Get<HandoffWorkflow>().ClaimAsync(id, "Anna", Token);

        await Rig.AskAsync(Some.Message("Never mind, I'm fine, thanks."));

        Assert.Equal(ConversationStatus.Human, (await Rig.ReadAsync()).Conversation.Status);
        Assert.Equal(EscalationState.Claimed, (await FindAsync(id)).State);
    }

    [Fact]
    public async Task Button_WhileNobodyHasCome_LeavesTheAgentItsContext()
    {
        var id = await EscalateAsync();

        Assert.True(await WithdrawAsync());

        await AssertWithdrawnAsync(id);
        await AssertAgentKnowsAsync("I want to talk to a human");
    }

    [Fact]
    public async Task Button_WhileAPersonTalks_LeavesWhatTheyTalkedOfToThem()
    {
        var id = await EscalateAsync();
        await Rig.Get<HandoffWorkflow>().ClaimAsync(id, "Anna", Token);
        await Rig.Get<HandoffWorkflow>().ReplyAsync(id, "Anna", "Hello!", null, Token);

        Assert.True(await WithdrawAsync());

        await Rig.AskAsync(Some.Message("Where is my order?"));
        Assert.Empty(Assert.Single(Rig.Answerer.Requests).History);
    }

    [Fact]
    public async Task Button_WhileAPersonTalks_SaysSoToBoth()
    {
        var id = await EscalateAsync();
        await Rig.Get<HandoffWorkflow>().ClaimAsync(id, "Anna", Token);

        Assert.True(await WithdrawAsync());

        await AssertWithdrawnAsync(id);
        Assert.Equal(MessageRole.System, (await Rig.ReadAsync()).Messages[^1].Role);
        var reply = await Rig.Get<HandoffWorkflow>().ReplyAsync(id, "Anna", "Hello!", null, Token);
        Assert.True(Assert.IsType<HandoffOutcome.NotAllowed>(reply).Ticket.IsWithdrawn);
    }

    [Fact]
    public async Task Button_ManyTimesAtOnce_ActsOnce()
    {
        var id = await EscalateAsync();

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => WithdrawAsync())), Assert.True);

        await AssertWithdrawnAsync(id);
        Assert.Single((await Rig.ReadAsync()).Messages, message => message.Role == MessageRole.System);
    }

    [Fact]
    public async Task Withdrawal_OfOneWhoMayBeInDanger_IsNotTaken()
    {
        await Rig.AskAsync(Some.Message("I want to kill myself"));
        var id = (await Rig.ReadAsync()).Conversation.Escalation!.Id;

        await Rig.AskAsync(Some.Message("never mind"));
        var byButton = await WithdrawAsync();

        Assert.False(byButton);
        Assert.Equal((ConversationStatus.WaitingForHuman, id), await StateAsync());
    }

    private async Task AssertWithdrawnAsync(string id)
    {
        Assert.Equal((ConversationStatus.Bot, null), await StateAsync());
        var ticket = await FindAsync(id);
        Assert.Equal((EscalationState.Returned, true), (ticket.State, ticket.IsWithdrawn));
        var handoffs = Rig.Get<IHandoffStore>();
        foreach (var state in (EscalationState[])[EscalationState.Open, EscalationState.Claimed])
        {
            Assert.Empty(await handoffs.ListAsync(state, 10, Token));
        }
        Assert.Equal(id, Assert.Single(await handoffs.ListAsync(EscalationState.Returned, 10, Token)).Id);
        Assert.Empty(await handoffs.ListDueAsync(Some.Noon.AddYears(1), 10, Token));
        var entries = (await Rig.Get<IAuditLog>().ReadAsync(null, 50, Token)).Where(e => e.Action == "escalation.withdraw").ToList();
        Assert.All(entries, entry => Assert.Equal(("customer", id), (entry.Actor, entry.Subject)));
        Assert.StartsWith("begins", entries[^1].Details, StringComparison.Ordinal);
        Assert.Single(entries, entry => entry.Details == "done");
        if (Rig.Get<IReplyFeed>() == Rig.Feed)
        {
            Assert.Equal(ConversationStatus.Bot, Rig.Feed.Events.OfType<ReplyEvent.StatusChanged>().Last().Status);
        }
    }

    /// <summary>The agent answers again, and with what was said before.</summary>
    private async Task AssertAgentKnowsAsync(string words)
    {
        Assert.Equal(0, (await Rig.ReadAsync()).Conversation.ContextStart);
        await Rig.AskAsync(Some.Message("Where is my order?"));
        Assert.Contains(Assert.Single(Rig.Answerer.Requests).History, message => message.Text == words);
    }

    private async Task<(ConversationStatus Status, string? Escalation)> StateAsync() =>
        (await Rig.ReadAsync()).Conversation is var conversation ? (conversation.Status, conversation.Escalation?.Id) : default;

    private Task<bool> WithdrawAsync() => Rig.Get<HandoffWithdrawal>().WithdrawAsync(new("s1"), Token);

    private async Task<EscalationTicket> FindAsync(string id) => (await Rig.Get<IHandoffStore>().FindAsync(id, Token))!;

    private async Task<string> EscalateAsync()
    {
        await Rig.AskAsync(Some.Message("I want to talk to a human"));
        return (await Rig.ReadAsync()).Conversation.Escalation!.Id;
    }
}
