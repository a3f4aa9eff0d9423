using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Handoff;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Handoff;

/// <summary>What people do with hand-offs, over the embedded store, with turns that run meanwhile.</summary>
public sealed class HandoffWorkflowTests : IAsyncDisposable
{
    private readonly TurnRig _rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HandoffWorkflow Workflow => _rig.Get<HandoffWorkflow>();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Claim_AnOpenHandOff_MakesTheAgentSilentAndTellsTheCustomer()
    {
        var id = await EscalateAsync();

        var done = Assert.IsType<HandoffOutcome.Done>(await Workflow.ClaimAsync(id, "Anna", Token));
        await _rig.AskAsync(Some.Message("Are you there?"));

        Assert.Equal((EscalationState.Claimed, "Anna"), (done.Ticket.State, done.Ticket.Agent));
        var page = await _rig.ReadAsync();
        Assert.Equal(ConversationStatus.Human, page.Conversation.Status);
        Assert.Equal("Anna has joined the conversation.", page.Messages[2].Text);
        Assert.Equal(("Are you there?", MessageRole.Customer), (page.Messages[^1].Text, page.Messages[^1].Role));
        Assert.Empty(_rig.Answerer.Requests);
        Assert.Equal(ConversationStatus.Human, _rig.Feed.Events.OfType<ReplyEvent.StatusChanged>().Last().Status);
    }

    [Fact]
    public async Task Claim_ByTwoAtOnce_OneGetsItAndTheOtherLearnsWho()
    {
        var id = await EscalateAsync();

        var outcomes = await Task.WhenAll(Workflow.ClaimAsync(id, "Anna", Token), Workflow.ClaimAsync(id, "Ben", Token));

        var winner = Assert.Single(outcomes.OfType<HandoffOutcome.Done>()).Ticket.Agent;
        Assert.Equal(winner, Assert.Single(outcomes.OfType<HandoffOutcome.NotAllowed>()).Ticket.Agent);
        Assert.Single((await _rig.ReadAsync()).Messages, m => m.Role == MessageRole.System);
    }

    [Fact]
    public async Task Reply_ByTheOneWhoClaimed_ReachesTheCustomerUnderTheirName()
    {
        var id = await EscalateAsync();
        await Workflow.ClaimAsync(id, "Anna", Token);

        Assert.IsType<HandoffOutcome.Done>(await Workflow.ReplyAsync(id, "Anna", "Let me look.", null, Token));
        Assert.IsType<HandoffOutcome.NotAllowed>(await Workflow.ReplyAsync(id, "Ben", "Me too.", null, Token));

        var last = (await _rig.ReadAsync()).Messages[^1];
        Assert.Equal((MessageRole.Human, "Anna", "Let me look."), (last.Role, last.Author, last.Text));
        Assert.Equal("Let me look.", _rig.Feed.Events.OfType<ReplyEvent.MessageAdded>().Last().Message.Text);
    }

    [Fact]
    public async Task Reply_WithACardNumber_StoresNone()
    {
        var id = await EscalateAsync();
        await Workflow.ClaimAsync(id, "Anna", Token);

        await Workflow.ReplyAsync(id, "Anna", "Is it 4111 1111 1111 1111?", null, Token);

        Assert.Contains("[card:", (await _rig.ReadAsync()).Messages[^1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            _rig.Feed.Events.OfType<ReplyEvent.MessageAdded>(),
            e => e.Message.Text.Contains("4111 1111", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Return_GivesTheAgentTheConversationWithAFreshContext()
    {
        var id = await EscalateAsync();
        await Workflow.ClaimAsync(id, "Anna", Token);

        Assert.IsType<HandoffOutcome.Done>(await Workflow.ReturnAsync(id, "Anna", Token));
        await _rig.AskAsync(Some.Message("How do I reset my password?"));

        Assert.Empty(Assert.Single(_rig.Answerer.Requests).History);
        var page = await _rig.ReadAsync();
        Assert.Equal((ConversationStatus.Bot, null), (page.Conversation.Status, page.Conversation.Escalation));
        Assert.Equal("Here it is.", page.Messages[^1].Text);
        Assert.IsType<HandoffOutcome.NotAllowed>(await Workflow.ReplyAsync(id, "Anna", "One more thing", null, Token));
    }

    [Fact]
    public async Task Resolve_EndsTheConversationAndALaterMessageBeginsAnew()
    {
        var id = await EscalateAsync();

        Assert.IsType<HandoffOutcome.Done>(await Workflow.ResolveAsync(id, "Anna", Token));
        Assert.Equal(ConversationStatus.Ended, (await _rig.ReadAsync()).Conversation.Status);
        Assert.IsType<HandoffOutcome.NotAllowed>(await Workflow.ClaimAsync(id, "Anna", Token));

        await _rig.AskAsync(Some.Message("A new question"));
        Assert.Empty(Assert.Single(_rig.Answerer.Requests).History);
    }

    [Fact]
    public async Task Step_WithAnUnknownHandOff_IsNotFound() =>
        Assert.IsType<HandoffOutcome.NotFound>(await Workflow.ClaimAsync("esc_none", "Anna", Token));

    [Fact]
    public async Task Open_Twice_TellsTheCustomerOnce()
    {
        await _rig.AskAsync(Some.Message());

        var tickets = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync()));

        Assert.Single(tickets.Select(t => t!.Id).Distinct());
        Assert.Single((await _rig.ReadAsync()).Messages, m => m.Text.Contains("will take over here", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_ALongConversation_TheSummaryIsOfItsEnd()
    {
        for (var i = 0; i < 260; i++) await _rig.AskAsync(Some.Message($"Question number {i} about something else"));
        await _rig.AskAsync(Some.Message("My blue kettle leaks"));

        var ticket = await OpenAsync();

        Assert.Contains("My blue kettle leaks", ticket!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AnUnknownOrEndedConversation_IsNull()
    {
        Assert.Null(await OpenAsync());
        await _rig.AskAsync(Some.Message());
        await _rig.Get<IConversationStore>().EndAsync(new("s1"), Token);
        Assert.Null(await OpenAsync());
    }

    [Fact]
    public async Task Open_WhileATurnRuns_TheTurnLeavesNoTraceAndThePersonGetsTheMessage()
    {
        var filter = new TaskCompletionSource();
        _rig.Answerer.WaitsFor(filter.Task);
        var lease = await _rig.LeaseAsync(Some.Message("My lamp is broken"));
        var running = _rig.RunAsync(lease);

        var ticket = await OpenAsync();
        await Workflow.ClaimAsync(ticket!.Id, "Anna", Token);
        filter.SetResult();
        await running;

        Assert.DoesNotContain((await _rig.ReadAsync()).Messages, m => m.Text == "At last.");
        var again = Assert.Single(await _rig.Queue.TakeAsync(new TakeRequest(1, TimeSpan.Zero), Token));
        await _rig.RunAsync(again);
        var page = await _rig.ReadAsync();
        Assert.Equal(["My lamp is broken"], page.Messages.Where(m => m.Role == MessageRole.Customer).Select(m => m.Text));
        Assert.DoesNotContain(page.Messages, m => m.Role == MessageRole.Agent && m.TurnId is not null);
    }

    [Fact]
    public async Task Steps_OnAChannelThatHasToBeCalled_AreDeliveredInOrder()
    {
        await _rig.AskAsync(Some.Message("I want to talk to a human") with { Channel = "push" });
        var id = (await _rig.ReadAsync()).Conversation.Escalation!.Id;
        await Workflow.ClaimAsync(id, "Anna", Token);
        await Workflow.ReplyAsync(id, "Anna", "Hello!", null, Token);
        await Workflow.ReturnAsync(id, "Anna", Token);

        using var dispatcher = _rig.Make<OutboxDispatcher>();
        while (await dispatcher.SendDueAsync(Token) > 0) { }

        Assert.Equal(4, _rig.Channel.Sends.Count);
        Assert.Equal(
            ["Anna has joined the conversation.", "Hello!", "You are talking with our virtual assistant again."],
            _rig.Channel.Sends.Skip(1).Select(s => s.Delivery.Text)
        );
    }

    private async Task<string> EscalateAsync()
    {
        await _rig.AskAsync(Some.Message("I want to talk to a human"));
        return (await _rig.ReadAsync()).Conversation.Escalation!.Id;
    }

    private Task<EscalationTicket?> OpenAsync() => Workflow.OpenAsync(new("s1"), _rig.Get<RequestedHandoff>().Create, Token);
}
