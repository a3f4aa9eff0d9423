using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Replies;
using CsrAgent.Signals;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Contracts;

/// <summary>
/// What a hand-off promises over every store, with two processes on it where the store allows them: the customer is told of each step
/// exactly once, nothing is lost, the agent is silent while people own the conversation, and nothing stays stuck.
/// </summary>
public abstract class HandoffContract(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly List<string> Spoken = ["will take over here", "has joined", "Hello!", "virtual assistant again"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One process.</summary>
    private protected TurnRig One { get; private set; } = null!;

    /// <summary>Another one on the same data; the same one where there can be only one.</summary>
    private protected TurnRig Other { get; private set; } = null!;

    private protected abstract ValueTask<(TurnRig One, TurnRig Other)> CreateAsync();

    public async ValueTask InitializeAsync() => (One, Other) = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        if (Other != One) await Other.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Takeover_WhileATurnRuns_TheTurnLeavesNoTrace()
    {
        var filter = new TaskCompletionSource();
        One.Answerer.WaitsFor(filter.Task);
        var running = One.RunAsync(await One.LeaseAsync(Some.Message("My lamp is broken")));

        var ticket = (await OpenAsync(Other))!;
        Assert.IsType<HandoffOutcome.Done>(await Workflow(Other).ClaimAsync(ticket.Id, "Anna", Token));
        filter.SetResult();
        await running;
        await WorkAsync(Other);

        var page = await One.ReadAsync();
        Assert.Equal(["My lamp is broken"], MessageOf(page, MessageRole.Customer));
        Assert.Equal([ticket.NoticeText], MessageOf(page, MessageRole.Agent));
        Assert.Equal(ConversationStatus.Human, page.Conversation.Status);
    }

    [Fact]
    public async Task Return_WhileASilentTurnRuns_TheAgentAnswersIt()
    {
        var ticket = await EscalateAsync();
        await Workflow(One).ClaimAsync(ticket.Id, "Anna", Token);
        var silent = await One.LeaseAsync(Some.Message("And how do I return it?"));

        Assert.IsType<HandoffOutcome.Done>(await Workflow(Other).ReturnAsync(ticket.Id, "Anna", Token));
        await One.RunAsync(silent);
        await WorkAsync(Other);

        Assert.Equal("Here it is.", (await One.ReadAsync()).Messages[^1].Text);
    }

    [Fact]
    public async Task Claim_ManyPeopleAtOnce_OneGetsItAndTheOthersLearnWho()
    {
        var ticket = await EscalateAsync();

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => Workflow(i % 2 == 0 ? One : Other).ClaimAsync(ticket.Id, $"Agent {i}", Token))
        );

        var winner = Assert.Single(outcomes.OfType<HandoffOutcome.Done>()).Ticket.Agent;
        Assert.All(outcomes.OfType<HandoffOutcome.NotAllowed>(), outcome => Assert.Equal(winner, outcome.Ticket.Agent));
        Assert.Equal([$"{winner} has joined the conversation."], MessageOf(await One.ReadAsync(), MessageRole.System));
    }

    [Fact]
    public async Task Waiting_CustomerWritesTenTimes_IsNotifiedOnceAndNothingIsLost()
    {
        var ticket = await EscalateAsync();
        for (var i = 1; i <= 10; i++) await (i % 2 == 0 ? One : Other).AskAsync(Some.Message($"Hello? ({i})"));

        await Workflow(One).ClaimAsync(ticket.Id, "Anna", Token);
        await Workflow(One).ReplyAsync(ticket.Id, "Anna", "I am here.", null, Token);

        var page = await One.ReadAsync();
        Assert.Equal(
            ["I want to talk to a human", .. Enumerable.Range(1, 10).Select(i => $"Hello? ({i})")],
            MessageOf(page, MessageRole.Customer)
        );
        Assert.Single(MessageOf(page, MessageRole.Agent));
        Assert.Equal(["I am here."], MessageOf(page, MessageRole.Human));
        Assert.Empty(One.Answerer.Requests.Concat(Other.Answerer.Requests));
        Report($"10 messages while waiting: told {MessageOf(page, MessageRole.Agent).Count} time, 11 of 11 kept, 0 answers by the agent");
    }

    [Fact]
    public async Task Waiting_CustomerIsInDanger_GetsHelpAtOnceAndTheHandOffIsUrgent()
    {
        var before = await EscalateAsync();

        for (var i = 0; i < 3; i++) await (i % 2 == 0 ? One : Other).AskAsync(Some.Message("I want to kill myself"));

        var page = await One.ReadAsync();
        var after = page.Conversation.Escalation!;
        Assert.Equal([ReplyTexts.For("en").HelpInCrisis], MessageOf(page, MessageRole.Agent)[1..]);
        Assert.Equal(
            (before.Id, EscalationPriority.Urgent, SensitiveTopics.SelfHarm, Some.Noon.AddMinutes(5)),
            (after.Id, after.Priority, after.Topic, after.OverdueAt)
        );
        Assert.StartsWith("Since then: sensitive topic (self harm): \"I want to kill myself\"", after.Summary, StringComparison.Ordinal);
        Assert.IsType<HandoffOutcome.Done>(await Workflow(Other).ClaimAsync(after.Id, "Anna", Token));
        await One.AskAsync(Some.Message("There is smoke coming out of the lamp and it burned me"));
        Assert.Equal(2, MessageOf(await One.ReadAsync(), MessageRole.Agent).Count);
    }

    [Fact]
    public async Task Waiting_InDangerWhileTheSummaryIsWritten_GetsHelpAtOnceAllTheSame()
    {
        var before = await EscalateAsync();
        var turn = await One.LeaseAsync(Some.Message("I want to kill myself"));
        var summary = new HandoffChange
        {
            ConversationId = before.ConversationId,
            From = before,
            Ticket = before with { Summary = "A better summary" },
            Status = ConversationStatus.WaitingForHuman,
        };
        Assert.True(await Other.Get<IHandoffStore>().ApplyAsync(summary, Token));

        await One.RunAsync(turn);

        var page = await One.ReadAsync();
        Assert.Equal(ReplyTexts.For("en").HelpInCrisis, page.Messages[^1].Text);
        Assert.Equal((EscalationPriority.Urgent, 2), (page.Conversation.Escalation!.Priority, page.Conversation.Escalation.Revision));
        Assert.EndsWith("A better summary", page.Conversation.Escalation.Summary, StringComparison.Ordinal);
        Assert.Empty(await One.Queue.TakeAsync(new TakeRequest(10, TimeSpan.Zero), Token));
    }

    [Fact]
    public async Task Waiting_NobodyThere_EveryStepOnceWhoeverLooks()
    {
        await EscalateAsync();
        var acted = 0;
        for (var minute = 0; minute < 120; minute++)
        {
            One.Time.Advance(TimeSpan.FromMinutes(1));
            acted += (await Task.WhenAll(LookAsync(One), LookAsync(Other), LookAsync(One), LookAsync(Other))).Sum();
        }

        var page = await One.ReadAsync();
        Assert.Equal(3, acted);
        Assert.Equal(
            [0, 30, 45, 50],
            page.Messages.Where(m => m.Role == MessageRole.Agent).Select(m => (int)(m.At - Some.Noon).TotalMinutes)
        );
        Assert.Equal((EscalationPriority.Urgent, null), (page.Conversation.Escalation!.Priority, page.Conversation.Escalation.OverdueAt));
        Report($"nobody there for 2 h, 480 looks: {acted} steps, told {MessageOf(page, MessageRole.Agent).Count} times in all, still open");
    }

    [Fact]
    public async Task Claimed_ThenSilent_BackToTheQueueOnceAndTakenByAnother()
    {
        var ticket = await EscalateAsync();
        await Workflow(One).ClaimAsync(ticket.Id, "Anna", Token);
        var acted = 0;
        for (var minute = 0; minute < 32; minute++)
        {
            One.Time.Advance(TimeSpan.FromMinutes(1));
            acted += (await Task.WhenAll(LookAsync(One), LookAsync(Other))).Sum();
        }

        Assert.Equal(1, acted);
        Assert.Equal(ConversationStatus.WaitingForHuman, (await One.ReadAsync()).Conversation.Status);
        Assert.IsType<HandoffOutcome.Done>(await Workflow(Other).ClaimAsync(ticket.Id, "Ben", Token));
        Assert.IsType<HandoffOutcome.NotAllowed>(await Workflow(One).ReplyAsync(ticket.Id, "Anna", "Sorry!", null, Token));
        Assert.IsType<HandoffOutcome.Done>(await Workflow(Other).ReplyAsync(ticket.Id, "Ben", "Hello", null, Token));
    }

    [Fact]
    public async Task Timer_AndClaimAtTheSameMoment_BothAreNotifiedOrNeither()
    {
        for (var round = 0; round < 10; round++)
        {
            var session = $"race-{round}";
            var ticket = await EscalateAsync(session);
            One.Time.Advance(TimeSpan.FromMinutes(30));

            await Task.WhenAll(
                LookAsync(One),
                LookAsync(Other),
                Task.Run(() => Workflow(Other).ClaimAsync(ticket.Id, "Anna", Token), Token)
            );

            var page = await One.ReadAsync(session);
            var after = page.Conversation.Escalation!;
            Assert.Equal((EscalationState.Claimed, "Anna", ConversationStatus.Human), (after.State, after.Agent, page.Conversation.Status));
            Assert.Equal(1 + after.TimesPassedOn, MessageOf(page, MessageRole.Agent).Count);
            Assert.Single(MessageOf(page, MessageRole.System));
        }
    }

    [Fact]
    public async Task Reply_RepeatedByItsKey_IsSentOnce()
    {
        var ticket = await EscalateAsync();
        await Workflow(One).ClaimAsync(ticket.Id, "Anna", Token);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Workflow(i % 2 == 0 ? One : Other).ReplyAsync(ticket.Id, "Anna", "On its way.", "r1", Token))
        );

        Assert.All(outcomes, outcome => Assert.IsType<HandoffOutcome.Done>(outcome));
        Assert.Equal(["On its way."], MessageOf(await One.ReadAsync(), MessageRole.Human));
    }

    [Fact]
    public async Task Steps_OnAChannelThatHasToBeCalled_AreDeliveredOnceAndInOrder()
    {
        await One.AskAsync(Some.Message("I want to talk to a human") with { Channel = "push" });
        var id = (await One.ReadAsync()).Conversation.Escalation!.Id;
        await Workflow(One).ClaimAsync(id, "Anna", Token);
        await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => Workflow(i % 2 == 0 ? One : Other).ReplyAsync(id, "Anna", "Hello!", "r1", Token))
        );
        await Workflow(Other).ReturnAsync(id, "Anna", Token);

        using OutboxDispatcher first = One.Make<OutboxDispatcher>(),
            second = Other.Make<OutboxDispatcher>();
        while ((await Task.WhenAll(first.SendDueAsync(Token), second.SendDueAsync(Token))).Sum() > 0) { }

        var sent = (One == Other ? One.Channel.Sends : One.Channel.Sends.Concat(Other.Channel.Sends)).ToList();
        Assert.Equal(4, sent.Count);
        Assert.Equal(4, sent.Select(s => s.Delivery.Id).Distinct().Count());
        Assert.Equal([1, 1, 1, 1], sent.Select(s => s.Attempt));
        foreach (var rig in (TurnRig[])[One, Other])
        {
            var order = rig
                .Channel.Sends.Select(s => Spoken.IndexOf(Spoken.First(part => s.Delivery.Text.Contains(part, StringComparison.Ordinal))))
                .ToList();
            Assert.Equal(order.Order(), order);
        }
    }

    [Fact]
    public async Task Return_AndEscalateAgain_IsANewHandOffWithAFreshContext()
    {
        var first = await EscalateAsync();
        await Workflow(One).ClaimAsync(first.Id, "Anna", Token);
        await Workflow(One).ReturnAsync(first.Id, "Anna", Token);
        await Other.AskAsync(Some.Message("How do I track my order?"));

        var second = await EscalateAsync();

        Assert.NotEqual(first.Id, second.Id);
        Assert.Empty(Assert.Single(Other.Answerer.Requests).History);
        Assert.DoesNotContain("Anna", second.Summary, StringComparison.Ordinal);
        Assert.Equal(EscalationState.Returned, (await One.Get<IHandoffStore>().FindAsync(first.Id, Token))!.State);
        Assert.Equal(
            2,
            MessageOf(await One.ReadAsync(), MessageRole.Agent)
                .Count(text => text.Contains("will take over here", StringComparison.Ordinal))
        );
    }

    private static HandoffWorkflow Workflow(TurnRig rig) => rig.Get<HandoffWorkflow>();

    private static List<string> MessageOf(ConversationPage page, MessageRole role) =>
        [.. page.Messages.Where(m => m.Role == role).Select(m => m.Text)];

    private static Task<EscalationTicket?> OpenAsync(TurnRig rig) =>
        Workflow(rig).OpenAsync(new("s1"), rig.Get<RequestedHandoff>().Create, Token);

    private static async Task WorkAsync(TurnRig rig)
    {
        while (await rig.Queue.TakeAsync(new TakeRequest(10, TimeSpan.Zero), Token) is { Count: > 0 } leases)
        {
            await Task.WhenAll(leases.Select(rig.RunAsync));
        }
    }

    private static async Task<int> LookAsync(TurnRig rig)
    {
        using var watch = rig.Make<HandoffWatch>();
        return await watch.LookAsync(Token);
    }

    private async Task<EscalationTicket> EscalateAsync(string session = "s1")
    {
        await One.AskAsync(Some.Message("I want to talk to a human", session: session));
        return (await One.ReadAsync(session)).Conversation.Escalation!;
    }

    private void Report(string line)
    {
        output.WriteLine(line);
        Console.WriteLine($"hand-off, {GetType().Name}: {line}");
    }
}
