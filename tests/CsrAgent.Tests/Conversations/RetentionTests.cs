using CsrAgent.Conversations;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Conversations;

/// <summary>Idle conversations end, old ones go, people's stay.</summary>
public sealed class RetentionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_AnIdleConversation_EndsAndALaterMessageBeginsAnew()
    {
        await using var rig = new TurnRig();
        await rig.AskAsync(Some.Message("one"));
        rig.Time.Advance(TimeSpan.FromHours(23));
        await RunAsync(rig);
        Assert.Equal(ConversationStatus.Bot, (await rig.ReadAsync()).Conversation.Status);

        rig.Time.Advance(TimeSpan.FromHours(2));
        await RunAsync(rig);
        Assert.Equal(ConversationStatus.Ended, (await rig.ReadAsync()).Conversation.Status);

        await rig.AskAsync(Some.Message("two"));
        Assert.Empty(rig.Answerer.Requests.Last().History);
        Assert.Equal(ConversationStatus.Bot, (await rig.ReadAsync()).Conversation.Status);
    }

    [Fact]
    public async Task Run_AConversationThatAPersonOwns_IsLeftAlone()
    {
        await using var rig = new TurnRig();
        await rig.AskAsync(Some.Message("I want to talk to a human"));
        rig.Time.Advance(TimeSpan.FromDays(365));

        await RunAsync(rig);

        var page = await rig.ReadAsync();
        Assert.Equal(
            (ConversationStatus.WaitingForHuman, EscalationState.Open),
            (page.Conversation.Status, page.Conversation.Escalation!.State)
        );
    }

    [Theory]
    [InlineData(90, true)]
    [InlineData(0, false)]
    public async Task Run_AConversationThatEndedLongAgo_IsErasedUnlessAllAreKept(int transcriptDays, bool erased)
    {
        await using var rig = new TurnRig(more: services => services.Configure<RetentionOptions>(o => o.TranscriptDays = transcriptDays));
        await rig.AskAsync(Some.Message());
        rig.Time.Advance(TimeSpan.FromDays(2));
        await RunAsync(rig);

        rig.Time.Advance(TimeSpan.FromDays(89));
        await RunAsync(rig);
        Assert.NotNull(await rig.ReadAsync());
        rig.Time.Advance(TimeSpan.FromDays(2));
        await RunAsync(rig);

        Assert.Equal(erased, await rig.Get<IConversationStore>().ReadAsync(new("s1"), 0, 10, Token) is null);
    }

    [Fact]
    public async Task Execute_EveryMinute_RunsAndReportsItsHeartbeat()
    {
        await using var rig = new TurnRig();
        using var retention = rig.Make<Retention>();
        await retention.StartAsync(Token);

        await Until.TrueAsync(
            () => rig.Get<LoopHealth>().Find(nameof(Retention)) is { Fault: null },
            rig.Time,
            TimeSpan.FromMinutes(1),
            "it has run"
        );

        await retention.StopAsync(Token);
        Assert.True(rig.Get<LoopHealth>().Find(nameof(Retention))!.Ok);
    }

    [Fact]
    public async Task Execute_WhileTheStoreFails_ReportsItAndTriesAgain()
    {
        await using var rig = new TurnRig(more: services => services.AddSingleton<IConversationStore>(new FakeConversationStore()));
        using var retention = rig.Make<Retention>();
        await retention.StartAsync(Token);

        await Until.TrueAsync(
            () => rig.Get<LoopHealth>().Find(nameof(Retention)) is { Ok: false },
            rig.Time,
            TimeSpan.FromMinutes(1),
            "the fault is reported"
        );

        Assert.False(retention.ExecuteTask!.IsCompleted);
        await retention.StopAsync(Token);
    }

    private static async Task RunAsync(TurnRig rig)
    {
        using var retention = rig.Make<Retention>();
        await retention.RunAsync(Token);
    }
}
