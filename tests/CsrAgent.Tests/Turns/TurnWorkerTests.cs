using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Turns;

/// <summary>The worker loops: no more than there is room for, an orderly stop, and a store that comes back.</summary>
public sealed class TurnWorkerTests : IAsyncDisposable
{
    private readonly FakeTurnQueue _queue = new();
    private readonly TurnRig _rig;
    private readonly TurnWorker _worker;

    public TurnWorkerTests()
    {
        _rig = new TurnRig(_queue, o => (o.WorkerPoolSize, o.MaxConcurrentChats, o.TurnTimeout) = (3, 2, TimeSpan.FromMinutes(10)));
        _worker = _rig.Make<TurnWorker>();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _worker.Dispose();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Take_MoreThanThereIsRoomFor_RunsNoMoreThanMaxConcurrentChats()
    {
        var gates = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource()).ToList();
        foreach (var filter in gates) _rig.Answerer.WaitsFor(filter.Task);
        _queue.Holds([.. Enumerable.Range(1, 5).Select(i => SomeTurn.Lease(session: $"s{i}"))]);
        await _worker.StartAsync(Token);

        for (var done = 0; done < 5; done++)
        {
            await Until.TrueAsync(() => _rig.Answerer.Requests.Count == Math.Min(done + 2, 5), "the room is used");
            gates[done].SetResult();
        }

        await Until.TrueAsync(() => _queue.Commits.Count == 5, "all are answered");
        await _worker.StopAsync(Token);
        Assert.All(_queue.Takes, take => Assert.InRange(take.Max, 1, 2));
    }

    [Fact]
    public async Task Dispose_WithoutAStop_EndsTheLoopsWithoutAFault()
    {
        var faults = new CollectedLog<TurnWorker>(LogLevel.Error);
        var worker = _rig.Make<TurnWorker>(faults);
        await worker.StartAsync(Token);
        await Until.TrueAsync(() => !_queue.Takes.IsEmpty, "a loop waits for turns");

        worker.Dispose();
        await worker.ExecuteTask!.WaitAsync(Token);

        Assert.Empty(faults.Entries);
    }

    [Fact]
    public async Task Stop_ATurnThatEndsInTime_IsFinished()
    {
        var filter = new TaskCompletionSource();
        _rig.Answerer.WaitsFor(filter.Task);
        await StartWithOneTurnAsync();

        var stopping = _worker.StopAsync(Token);
        filter.SetResult();
        await stopping;

        Assert.Equal("At last.", Assert.Single(_queue.Commits).Reply.Text);
        Assert.Empty(_queue.HandBacks);
    }

    [Fact]
    public async Task Stop_ATurnThatOutlastsTheShutdownTimeout_IsHandedBackWithoutCounting()
    {
        _rig.Answerer.Hangs();
        await StartWithOneTurnAsync();

        var stopping = _worker.StopAsync(Token);
        await Until.TrueAsync(() => stopping.IsCompleted, _rig.Time, TimeSpan.FromSeconds(1), "the worker has stopped");
        await stopping;

        Assert.Equal(new HandBack(new("turn_1"), TimeSpan.Zero, false), Assert.Single(_queue.HandBacks));
        Assert.True(_rig.Time.GetUtcNow() - Some.Noon >= TimeSpan.FromSeconds(20), "it was given its time");
    }

    [Fact]
    public async Task Dispose_WithoutAStop_HandsTheTurnsBackAndWaitsForThem()
    {
        _rig.Answerer.Hangs();
        await StartWithOneTurnAsync();

        await _worker.DisposeAsync();

        Assert.Equal(new HandBack(new("turn_1"), TimeSpan.Zero, false), Assert.Single(_queue.HandBacks));
    }

    [Fact]
    public async Task Stop_TakesNothingMore()
    {
        await StartWithOneTurnAsync();
        await Until.TrueAsync(() => _queue.Commits.Count == 1, "it is answered");
        await _worker.StopAsync(Token);
        var takes = _queue.Takes.Count;

        _queue.Holds(SomeTurn.Lease());

        Assert.True(_worker.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Equal(takes, _queue.Takes.Count);
        Assert.Single(_rig.Answerer.Requests);
    }

    [Fact]
    public async Task Take_WhileTheStoreFails_ReportsItAndGoesOnWhenItIsBack()
    {
        var health = _rig.Get<LoopHealth>();
        (_queue.Error, _queue.Time) = (new IOException("no connection"), _rig.Time);
        await _worker.StartAsync(Token);
        await Until.TrueAsync(() => health.Find(nameof(TurnWorker))?.Fault == nameof(IOException), "the fault is reported");

        _queue.Error = null;
        _queue.Holds(SomeTurn.Lease());
        await Until.TrueAsync(() => _queue.Commits.Count == 1, _rig.Time, TimeSpan.FromSeconds(1), "the turn is answered");

        await Until.TrueAsync(
            () => health.Find(nameof(TurnWorker)) is { Fault: null },
            _rig.Time,
            TimeSpan.FromSeconds(1),
            "the loop is well again"
        );
        await _worker.StopAsync(Token);
    }

    [Fact]
    public async Task Take_NoRoomForLong_ReportsByTheClockOfTheLoops()
    {
        var health = _rig.Get<LoopHealth>();
        _rig.Answerer.Hangs().Hangs();
        _queue.Holds([SomeTurn.Lease(session: "s1"), SomeTurn.Lease(session: "s2")]);
        await _worker.StartAsync(Token);
        await Until.TrueAsync(() => _rig.Answerer.Requests.Count == 2, "the room is used");

        // By the system's clock, each of these reports would come after seconds.
        var reports = 0;
        await Until.TrueAsync(
            () =>
            {
                if (health.Find(nameof(TurnWorker)) is not { Ok: true }) return false;
                _rig.Time.Advance(TimeSpan.FromSeconds(36));
                return ++reports == 12;
            },
            "a loop without room for turns is no loop that hangs"
        );
    }

    private async Task StartWithOneTurnAsync()
    {
        _queue.Holds(SomeTurn.Lease());
        await _worker.StartAsync(Token);
        await Until.TrueAsync(() => _rig.Answerer.Requests.Count == 1, "the turn runs");
    }
}
