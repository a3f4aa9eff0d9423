using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Handoff;
using CsrAgent.Handoff.Teams;
using CsrAgent.Privacy;
using CsrAgent.Signals;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Handoff;

/// <summary>Nobody comes, or the one who came falls silent: noticed, passed on, and told, once a step and never in a loop.</summary>
public sealed class OverdueHandoffsTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly TurnRig _rig = new(more: services =>
        services.Configure<HandoffOptions>(Configure).Configure<SensitiveTopicOptions>(o => o.Topics[SensitiveTopics.Fraud].Team = "risk")
    );

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HandoffWorkflow Workflow => _rig.Get<HandoffWorkflow>();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Waiting_NobodyComes_IsPassedOnThreeTimesAndNotifiedOnceEach()
    {
        await EscalateAsync();
        for (var minute = 0; minute < 600; minute++)
        {
            _rig.Time.Advance(TimeSpan.FromMinutes(1));
            await LookAsync();
        }

        var page = await _rig.ReadAsync();
        var notice = page.Messages.Where(m => m.Role == MessageRole.Agent).ToList();
        output.WriteLine(string.Join("\n", notice.Select(m => $"{m.At:HH:mm} {m.Text}")));
        Assert.Equal([0, 30, 45, 50], notice.Select(m => (int)(m.At - Some.Noon).TotalMinutes));
        Assert.StartsWith("Thank you for your patience", notice[1].Text, StringComparison.Ordinal);
        Assert.StartsWith("I'm sorry, nobody has been able", notice[3].Text, StringComparison.Ordinal);
        var ticket = page.Conversation.Escalation!;
        Assert.Equal(("leads", EscalationPriority.Urgent, 3, null), (ticket.Team, ticket.Priority, ticket.TimesPassedOn, ticket.OverdueAt));
        Assert.Equal(ConversationStatus.WaitingForHuman, page.Conversation.Status);
        Assert.Equal(
            ["escalation.told_last", "escalation.passed_on", "escalation.passed_on"],
            (await _rig.Get<IAuditLog>().ReadAsync(null, 10, Token)).Select(entry => entry.Action)
        );
        Assert.IsType<HandoffOutcome.Done>(await Workflow.ClaimAsync(ticket.Id, "Anna", Token));
    }

    [Fact]
    public async Task Waiting_ManyProcessesLookAtOnce_OneActs()
    {
        await EscalateAsync();
        _rig.Time.Advance(TimeSpan.FromMinutes(30));
        var due = Assert.Single(await _rig.Get<IHandoffStore>().ListDueAsync(_rig.Time.GetUtcNow(), 10, Token));

        var acted = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => _rig.Get<OverdueHandoffs>().ActAsync(due, _rig.Time.GetUtcNow(), Token))
        );

        Assert.Single(acted, did => did);
        Assert.Equal(2, (await _rig.ReadAsync()).Messages.Count(m => m.Role == MessageRole.Agent));
    }

    [Fact]
    public async Task Waiting_OverNightAndWeekend_CountsTheTeamsHours()
    {
        _rig.Time.Advance(TimeSpan.FromHours(28)); // Tuesday, 16:00
        await _rig.AskAsync(Some.Message("Someone stole my credit card"));
        var first = (await _rig.ReadAsync()).Conversation.Escalation!;
        await Workflow.ResolveAsync(first.Id, "Anna", Token);
        _rig.Time.Advance(TimeSpan.FromHours(74.9)); // Friday, 18:54: six minutes before the end
        await _rig.AskAsync(Some.Message("I want to talk to a human", session: "s2"));

        var ticket = (await _rig.ReadAsync("s2")).Conversation.Escalation!;

        Assert.Equal(("risk", EscalationPriority.Urgent), (first.Team, first.Priority));
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 9, 24, 0, TimeSpan.Zero), ticket.OverdueAt);
    }

    [Fact]
    public async Task Waiting_InTheCustomersLanguage_AlsoWhereOnlyTheButtonWasPressed()
    {
        await _rig.Queue.AcceptAsync(Some.Message("Guten Tag, ich habe eine Frage zu meiner letzten Rechnung"), Token);
        var ticket = (await Workflow.OpenAsync(new("s1"), _rig.Get<RequestedHandoff>().Create, Token))!;

        await MinutesAsync(31);

        Assert.StartsWith("Jemand aus dem Team support übernimmt hier", ticket.NoticeText, StringComparison.Ordinal);
        Assert.Contains((await _rig.ReadAsync()).Messages, m => m.Text.StartsWith("Danke für Ihre Geduld.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NewTicket_WhileTheTeamIsAway_GoesToAFallbackThatIsAvailable()
    {
        _rig.Time.Advance(TimeSpan.FromHours(10));

        await EscalateAsync("My card was stolen");

        var ticket = (await _rig.ReadAsync()).Conversation.Escalation!;
        Assert.Equal("nights", ticket.Team);
        Assert.DoesNotContain("away", ticket.NoticeText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claimed_PersonFallsSilent_GoesBackToTheQueueAndTheCustomerIsNotifiedOnce()
    {
        var id = await EscalateAsync();
        await Workflow.ClaimAsync(id, "Anna", Token);
        await Workflow.ReplyAsync(id, "Anna", "What is the order number?", null, Token);
        _rig.Time.Advance(TimeSpan.FromMinutes(40));
        await LookAsync(); // Nobody owes anything: it is the customer's turn.
        await _rig.AskAsync(Some.Message("It is 4711"));
        await MinutesAsync(29);
        Assert.Equal(EscalationState.Claimed, await StateAsync());

        await MinutesAsync(120);

        var page = await _rig.ReadAsync();
        Assert.Equal(
            (ConversationStatus.WaitingForHuman, EscalationState.Open, null),
            (page.Conversation.Status, page.Conversation.Escalation!.State, page.Conversation.Escalation.Agent)
        );
        var gone = Assert.Single(page.Messages, m => m.Text.StartsWith("I'm sorry, the colleague who took over", StringComparison.Ordinal));
        Assert.Equal(70, (int)(gone.At - Some.Noon).TotalMinutes);
        Assert.IsType<HandoffOutcome.NotAllowed>(await Workflow.ReplyAsync(id, "Anna", "Sorry, I was away", null, Token));
        Assert.IsType<HandoffOutcome.Done>(await Workflow.ClaimAsync(id, "Ben", Token));
        Assert.Empty(_rig.Answerer.Requests);
    }

    [Fact]
    public async Task Claimed_AndNeverAWord_GoesBackToTheQueue()
    {
        var id = await EscalateAsync();
        await Workflow.ClaimAsync(id, "Anna", Token);

        await MinutesAsync(31);

        Assert.Equal(EscalationState.Open, await StateAsync());
    }

    [Fact]
    public async Task Claimed_PersonAnswersEachTime_KeepsIt()
    {
        var id = await EscalateAsync();
        await Workflow.ClaimAsync(id, "Anna", Token);
        for (var round = 0; round < 6; round++)
        {
            await Workflow.ReplyAsync(id, "Anna", $"Answer {round}", null, Token);
            await MinutesAsync(20);
            await _rig.AskAsync(Some.Message($"Question {round}"));
            await MinutesAsync(20);
        }

        Assert.Equal(EscalationState.Claimed, await StateAsync());
        Assert.Equal(6, (await _rig.ReadAsync()).Messages.Count(m => m.Role == MessageRole.Human));
    }

    [Fact]
    public async Task Waiting_OnAChannelThatHasToBeCalled_EachStepIsDeliveredOnce()
    {
        await _rig.AskAsync(Some.Message("I want to talk to a human") with { Channel = "push" });
        await MinutesAsync(90);

        using var dispatcher = _rig.Make<OutboxDispatcher>();
        while (await dispatcher.SendDueAsync(Token) > 0) { }

        Assert.Equal(4, _rig.Channel.Sends.Count);
        Assert.Equal(4, _rig.Channel.Sends.Select(s => s.Delivery.Id).Distinct().Count());
    }

    [Fact]
    public async Task Loop_Runs_ByItselfAndReportsItsHealth()
    {
        await EscalateAsync();
        using var watch = _rig.Make<HandoffWatch>();
        await watch.StartAsync(Token);

        await Until.TrueAsync(
            () =>
                _rig
                    .Feed.Events.OfType<ReplyEvent.MessageAdded>()
                    .Any(e => e.Message.Text.StartsWith("Thank you for your patience", StringComparison.Ordinal)),
            _rig.Time,
            TimeSpan.FromSeconds(30),
            "the customer is told"
        );

        await watch.StopAsync(Token);
        Assert.True(_rig.Get<LoopHealth>().Find(nameof(HandoffWatch))!.Ok);
        Assert.Contains(
            _rig.Feed.Events.OfType<ReplyEvent.StatusChanged>(),
            e => e.Escalation is { Team: "leads", Priority: EscalationPriority.High }
        );
    }

    private static void Configure(HandoffOptions options)
    {
        var hours = new BusinessHours();
        for (var day = DayOfWeek.Monday; day <= DayOfWeek.Friday; day++)
        {
            hours.Week[day] = [new(TimeSpan.FromHours(9), TimeSpan.FromHours(19))];
        }
        var nights = new BusinessHours();
        foreach (var day in Enum.GetValues<DayOfWeek>()) nights.Week[day] = [new(TimeSpan.FromHours(19), TimeSpan.FromHours(9))];
        options.Teams["support"] = new() { Hours = hours, Fallback = "leads" };
        options.Teams["leads"] = new() { Hours = hours };
        options.Teams["risk"] = new() { Hours = hours, Fallback = "nights" };
        options.Teams["nights"] = new() { Hours = nights };
    }

    private async Task<string> EscalateAsync(string text = "I want to talk to a human")
    {
        await _rig.AskAsync(Some.Message(text));
        return (await _rig.ReadAsync()).Conversation.Escalation!.Id;
    }

    private async Task<EscalationState> StateAsync() => (await _rig.ReadAsync()).Conversation.Escalation!.State;

    private async Task MinutesAsync(int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            _rig.Time.Advance(TimeSpan.FromMinutes(1));
            await LookAsync();
        }
    }

    private async Task LookAsync()
    {
        using var watch = _rig.Make<HandoffWatch>();
        await watch.LookAsync(Token);
    }
}
