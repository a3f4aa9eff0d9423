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
    public async Task Look_AConversationThatNobodyTakes_IsNotifiedAndHandedOver()
    {
        await using var rig = new TurnRig();
        using var watchdog = rig.Make<Watchdog>();
        await rig.Queue.AcceptAsync(Some.Message("Anybody there?"), Token);
        await watchdog.StartAsync(Token);
        await Until.TrueAsync(() => Looked(rig), rig.Time, TimeSpan.FromSeconds(2), "the watchdog has looked");
        Assert.Single((await rig.ReadAsync()).Messages);

        rig.Time.Advance(rig.Get<Microsoft.Extensions.Options.IOptions<TurnOptions>>().Value.MaxSilence);
        await Until.TrueAsync(
            () => rig.Feed.Events.OfType<ReplyEvent.TurnEnded>().Any(),
            rig.Time,
            TimeSpan.FromSeconds(2),
            "the customer is told"
        );
        await watchdog.StopAsync(Token);

        var page = await rig.ReadAsync();
        Assert.Equal(ConversationStatus.WaitingForHuman, page.Conversation.Status);
        Assert.Equal(["Anybody there?"], Assert.Single(await rig.Get<IDeadLetters>().ListAsync(10, Token)).Texts);
        Assert.Equal([MessageRole.Customer, MessageRole.Agent], page.Messages.Select(m => m.Role));
    }

    [Fact]
    public async Task Look_ABackedOffTurn_IsFoundToo()
    {
        await using var rig = new TurnRig(turns: o => (o.MaxSilence, o.MaxAttempts) = (TimeSpan.FromSeconds(10), 100));
        using var watchdog = rig.Make<Watchdog>();
        await rig.Queue.FailAsync(await rig.LeaseAsync(Some.Message()), TimeSpan.FromMinutes(10), countAttempt: true, Token);
        await watchdog.StartAsync(Token);

        await Until.TrueAsync(
            () => rig.Feed.Events.OfType<ReplyEvent.TurnEnded>().Any(),
            rig.Time,
            TimeSpan.FromSeconds(2),
            "the customer is told"
        );
        await watchdog.StopAsync(Token);

        Assert.InRange(rig.Time.GetUtcNow() - Some.Noon, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(9));
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
