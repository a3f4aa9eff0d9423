using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Turns;

/// <summary>Nobody waits forever, whatever kept their turn.</summary>
public sealed class WatchdogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_ATurnThatKeepsFailing_IsReportedAndHandedOver()
    {
        await using var rig = new TurnRig(turns: o => (o.MaxSilence, o.MaxAttempts) = (TimeSpan.FromSeconds(10), 100));
        using var watchdog = rig.Make<Watchdog>();
        await rig.Queue.FailAsync(await rig.LeaseAsync(Some.Message("Where is my order?")), TimeSpan.Zero, countAttempt: true, Token);
        var again = Assert.Single(await rig.Queue.TakeAsync(new TakeRequest(1, TimeSpan.Zero), Token));
        await rig.Queue.FailAsync(again, TimeSpan.FromMinutes(10), countAttempt: true, Token);
        await watchdog.StartAsync(Token);

        await Until.TrueAsync(
            () => rig.Feed.Events.OfType<ReplyEvent.TurnEnded>().Any(),
            rig.Time,
            TimeSpan.FromSeconds(2),
            "the customer is told"
        );
        await watchdog.StopAsync(Token);

        Assert.InRange(rig.Time.GetUtcNow() - Some.Noon, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(9));
        var page = await rig.ReadAsync();
        Assert.Equal(ConversationStatus.WaitingForHuman, page.Conversation.Status);
        Assert.Equal(["Where is my order?"], Assert.Single(await rig.Get<IDeadLetters>().ListAsync(10, Token)).Texts);
        Assert.Equal([MessageRole.Customer, MessageRole.Agent], page.Messages.Select(m => m.Role));
    }

    [Fact]
    public async Task Look_MessagesThatNobodyHasTried_AreLeftToTheWorkersAndAnsweredLate()
    {
        await using var rig = new TurnRig();
        using var watchdog = rig.Make<Watchdog>();
        await rig.Queue.AcceptAsync(Some.Message("Where is my order?"), Token);
        rig.Time.Advance(TimeSpan.FromHours(1));
        await watchdog.StartAsync(Token);
        await Until.TrueAsync(() => Looked(rig), rig.Time, TimeSpan.FromSeconds(2), "the watchdog has looked");
        await watchdog.StopAsync(Token);
        Assert.Single((await rig.ReadAsync()).Messages);

        await rig.RunAsync(Assert.Single(await rig.Queue.TakeAsync(new TakeRequest(1, TimeSpan.Zero), Token)));

        var page = await rig.ReadAsync();
        Assert.Equal(ConversationStatus.Bot, page.Conversation.Status);
        Assert.Equal("I'm sorry that you had to wait so long.\n\nHere it is.", page.Messages[^1].Text);
    }

    [Fact]
    public async Task Look_WhileTheStoreFails_ReportsItAndLooksAgain()
    {
        var queue = new FakeTurnQueue { Error = new IOException("no connection") };
        await using var rig = new TurnRig(queue);
        using var watchdog = rig.Make<Watchdog>();
        var health = rig.Get<LoopHealth>();
        await watchdog.StartAsync(Token);
        await Until.TrueAsync(
            () => health.Find(nameof(Watchdog))?.Fault == nameof(IOException),
            rig.Time,
            TimeSpan.FromSeconds(2),
            "the fault is reported"
        );

        queue.Error = null;
        await Until.TrueAsync(
            () => health.Find(nameof(Watchdog)) is { Fault: null },
            rig.Time,
            TimeSpan.FromSeconds(2),
            "the loop is well again"
        );
        await watchdog.StopAsync(Token);
    }

    private static bool Looked(TurnRig rig) => rig.Get<LoopHealth>().Find(nameof(Watchdog)) is { Fault: null };
}
