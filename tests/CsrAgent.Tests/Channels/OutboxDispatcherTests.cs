using System.Collections.Concurrent;
using System.Diagnostics;
using CsrAgent.Channels;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Channels;

/// <summary>What is sent to a channel that has to be called, over the embedded outbox.</summary>
public sealed class OutboxDispatcherTests : IAsyncDisposable
{
    private readonly TurnRig _rig = new();
    private readonly OutboxDispatcher _dispatcher;

    public OutboxDispatcherTests() => _dispatcher = _rig.Make<OutboxDispatcher>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _dispatcher.Dispose();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task SendDue_SeveralOfOneConversation_GoOutInOrderAndOnce()
    {
        await RecordAsync("s1", "a", "b");
        await RecordAsync("s2", "c");

        var rounds = new[] { await SendAsync(), await SendAsync(), await SendAsync() };

        Assert.Equal([2, 1, 0], rounds);
        Assert.Equal([("a", 1), ("b", 1)], _rig.Channel.Log.Where(sent => sent.Id != "c"));
        Assert.Contains(("c", 1), _rig.Channel.Log);
    }

    [Fact]
    public async Task SendDue_ADeliveryOfATrace_GoesOnInIt()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentMeter.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var turn = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        await RecordAsync(_rig, "s1", Some.Delivery("a", "s1") with { TraceParent = $"00-{turn.TraceId}-{turn.SpanId}-01" });

        await SendAsync();

        var span = Assert.Single(spans, span => span.TraceId == turn.TraceId);
        Assert.Equal(turn.SpanId, span.ParentSpanId);
        Assert.StartsWith("deliver ", span.DisplayName, StringComparison.Ordinal);
        Assert.Equal("s1", TracedConversation.Of(span));
    }

    [Fact]
    public async Task SendDue_AFailure_IsRetriedAfterABackOffAndTheNextOneWaitsForIt()
    {
        _rig.Channel.Fails(new HttpRequestException("503"));
        await RecordAsync("s1", "a", "b");

        Assert.Equal(1, await SendAsync());
        Assert.Equal(0, await SendAsync());
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        await SendAsync();
        await SendAsync();

        Assert.Equal([("a", 1), ("a", 2), ("b", 1)], _rig.Channel.Log);
    }

    [Fact]
    public async Task SendDue_TheChannelAsksForTime_GetsIt()
    {
        _rig.Channel.Fails(new DeliveryException("slow down", retryable: true, TimeSpan.FromMinutes(5)));
        await RecordAsync("s1", "a");
        await SendAsync();

        _rig.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await SendAsync());
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await SendAsync());
    }

    [Fact]
    public async Task SendDue_ARefusal_BecomesADeadLetterAtOnceAndLetsTheNextOneGo()
    {
        _rig.Channel.Fails(new DeliveryException("the user is gone", retryable: false));
        await RecordAsync("s1", "a", "b");

        await SendAsync();
        await SendAsync();

        Assert.Equal([("a", 1), ("b", 1)], _rig.Channel.Log);
        Assert.Equal("the user is gone", (await OnlyDeadLetterAsync()).Reason);
    }

    [Fact]
    public async Task SendDue_NeverASuccess_IsGivenUpAfterMaxAttempts()
    {
        for (var i = 0; i < 20; i++) _rig.Channel.Fails(new HttpRequestException("503"));
        await RecordAsync("s1", "a");

        for (var i = 0; i < 20; i++)
        {
            await SendAsync();
            _rig.Time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(12, _rig.Channel.Sends.Count);
        Assert.Equal(DeadLetterKind.Delivery, (await OnlyDeadLetterAsync()).Kind);
    }

    [Fact]
    public async Task SendDue_AChannelThatHangs_IsLeftAfterTheTimeoutAndTriedAgain()
    {
        _rig.Channel.Hangs();
        await RecordAsync("s1", "a");

        var sending = _dispatcher.SendDueAsync(Token);
        await Until.TrueAsync(() => sending.IsCompleted, _rig.Time, TimeSpan.FromSeconds(1), "the dispatcher lets go");
        await sending;
        Assert.True(_rig.Time.GetUtcNow() - Some.Noon >= TimeSpan.FromSeconds(15), "it was given its time");
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        await SendAsync();

        Assert.Equal([("a", 1), ("a", 2)], _rig.Channel.Log);
    }

    [Fact]
    public async Task SendDue_AHangingChannelAtItsLastAttempt_TheDeadLetterNamesTheSetting()
    {
        await using var rig = new TurnRig(more: services => services.Configure<OutboxOptions>(o => o.MaxAttempts = 1));
        using var dispatcher = rig.Make<OutboxDispatcher>();
        rig.Channel.Hangs();
        await RecordAsync(rig, "s1", "a");

        var sending = dispatcher.SendDueAsync(Token);
        await Until.TrueAsync(() => sending.IsCompleted, rig.Time, TimeSpan.FromSeconds(1), "the dispatcher lets go");
        await sending;

        Assert.Contains(
            "DELIVERY_TIMEOUT",
            Assert.Single(await rig.Get<IDeadLetters>().ListAsync(10, Token)).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SendDue_AChannelThatIsGone_BecomesADeadLetterThatSaysSo()
    {
        await RecordAsync(_rig, "s1", Some.Delivery("a") with { Channel = "fax" });

        await SendAsync();

        Assert.Contains("no channel 'fax'", (await OnlyDeadLetterAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendDue_AStopInTheMiddle_LeavesItDueAtOnce()
    {
        using var stop = new CancellationTokenSource();
        _rig.Channel.Hangs();
        await RecordAsync("s1", "a");
        var sending = _dispatcher.SendDueAsync(stop.Token);
        await Until.TrueAsync(() => _rig.Channel.Sends.Count == 1, "it is being sent");

        await stop.CancelAsync();
        await sending;
        await SendAsync();

        Assert.Equal([("a", 1), ("a", 2)], _rig.Channel.Log);
    }

    [Fact]
    public async Task SendDue_TheSuccessCanNotBeRecorded_IsSentAgainAsARepeat()
    {
        var outbox = new FlakyOutbox(_rig.Get<IOutbox>());
        await using var rig = new TurnRig(more: services => services.AddSingleton<IOutbox>(outbox));
        using var dispatcher = rig.Make<OutboxDispatcher>();
        await RecordAsync("s1", "a");
        outbox.FailSent = true;

        await dispatcher.SendDueAsync(Token);
        outbox.FailSent = false;
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        await dispatcher.SendDueAsync(Token);

        // The second one carries attempt 2: the sender's cue to ask the channel first.
        Assert.Equal([("a", 1), ("a", 2)], rig.Channel.Log);
    }

    [Fact]
    public async Task SendDue_AProcessThatWasStoppedMeanwhile_LeavesTheSendToOthers()
    {
        var outbox = new FlakyOutbox(_rig.Get<IOutbox>()) { Taken = () => _rig.Time.Advance(TimeSpan.FromSeconds(40)) };
        using var dispatcher = _rig.Make<OutboxDispatcher>(outbox);
        await RecordAsync("s1", "a");

        await dispatcher.SendDueAsync(Token);

        Assert.Empty(_rig.Channel.Log);
        await SendAsync();
        Assert.Equal([("a", 2)], _rig.Channel.Log);
    }

    [Fact]
    public async Task Run_WhileTheStoreFails_ReportsItAndSendsWhenItIsBack()
    {
        var outbox = new FlakyOutbox(_rig.Get<IOutbox>()) { FailTake = true };
        await using var rig = new TurnRig(more: services => services.AddSingleton<IOutbox>(outbox));
        using var dispatcher = rig.Make<OutboxDispatcher>();
        var health = rig.Get<LoopHealth>();
        await RecordAsync("s1", "a");
        await dispatcher.StartAsync(Token);
        await Until.TrueAsync(() => health.Find(nameof(OutboxDispatcher)) is { Ok: false }, "the fault is reported");

        outbox.FailTake = false;
        await Until.TrueAsync(() => !rig.Channel.Sends.IsEmpty, rig.Time, TimeSpan.FromSeconds(1), "it is sent");

        await Until.TrueAsync(() => health.Find(nameof(OutboxDispatcher)) is { Ok: true }, "the loop is well again");
        await dispatcher.StopAsync(Token);
    }

    private static Task RecordAsync(TurnRig rig, string session, params string[] ids) =>
        RecordAsync(rig, session, [.. ids.Select(id => Some.Delivery(id, session))]);

    private static async Task RecordAsync(TurnRig rig, string session, params Delivery[] deliveries)
    {
        var lease = await rig.LeaseAsync(Some.Message(session: session));
        Assert.Equal(
            CommitOutcome.Committed,
            await rig.Queue.CommitAsync(lease, Some.Commit(lease) with { Deliveries = deliveries }, Token)
        );
    }

    private Task RecordAsync(string session, params string[] ids) => RecordAsync(_rig, session, ids);

    private Task<int> SendAsync() => _dispatcher.SendDueAsync(Token);

    private async Task<DeadLetter> OnlyDeadLetterAsync() => Assert.Single(await _rig.Get<IDeadLetters>().ListAsync(10, Token));
}
