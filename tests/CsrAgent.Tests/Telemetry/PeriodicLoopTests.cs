using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Telemetry;

/// <summary>The loop of all background work: beats, faults, recovers, stops, and what of it the health check sees.</summary>
public sealed class PeriodicLoopTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LoopHealth _health;
    private readonly TestLoop _loop;

    public PeriodicLoopTests()
    {
        _health = new LoopHealth(_time);
        _loop = new TestLoop(_health, _time);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private LoopStatus Status => _health.Find(nameof(TestLoop))!;

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task Iterate_GoesWell_BeatsAndComesAgainAfterThePause()
    {
        await _loop.StartAsync(Token);
        await Until.TrueAsync(() => _loop.Finished == 1, "it has run");
        Assert.Equal(new LoopStatus(nameof(TestLoop), true, null), Status);

        await Until.TrueAsync(() => _loop.Iterations >= 3, _time, TestLoop.Pause, "it has run again");

        await _loop.StopAsync(Token);
        Assert.True(Status.Ok);
    }

    [Fact]
    public async Task Iterate_WhileThereIsMoreToDo_ComesAgainAtOnce()
    {
        _loop.Pauses = iteration => iteration < 100 ? TimeSpan.Zero : TestLoop.Pause;

        await _loop.StartAsync(Token);

        await Until.TrueAsync(() => _loop.Iterations == 100, "all is done without the clock");
        await _loop.StopAsync(Token);
    }

    [Fact]
    public async Task Iterate_WithAStartDelay_WaitsForItAndIsListedAsOk()
    {
        _loop.FirstPause = TimeSpan.FromMinutes(1);
        await _loop.StartAsync(Token);

        Assert.Equal(new LoopStatus(nameof(TestLoop), true, null), Status);
        Assert.Equal(0, _loop.Iterations);

        await Until.TrueAsync(() => _loop.Iterations == 1, _time, TimeSpan.FromSeconds(30), "it has run");
        await _loop.StopAsync(Token);
    }

    [Fact]
    public async Task Iterate_Throws_IsReportedAndTriedAgainAfterTheRetryDelay()
    {
        _loop.Error = new IOException("no connection");
        await _loop.StartAsync(Token);
        await Until.TrueAsync(() => Status == new LoopStatus(nameof(TestLoop), false, nameof(IOException)), "the fault is reported");
        var failed = _loop.Iterations;

        _loop.Error = null;
        Assert.Equal(failed, _loop.Iterations);
        await Until.TrueAsync(() => Status.Ok, _time, TestLoop.Retry, "it recovers");

        await _loop.StopAsync(Token);
    }

    [Fact]
    public async Task Iterate_FirstOneHangs_HasNoHeartbeatOnceItTakesLongerThanItMay()
    {
        var done = _loop.Hangs();
        await _loop.StartAsync(Token);
        await Until.TrueAsync(() => _loop.Iterations == 1, "it runs");

        _time.Advance(TestLoop.Max);
        Assert.True(Status.Ok);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new LoopStatus(nameof(TestLoop), false, LoopStatus.NoHeartbeat), Status);

        done.SetResult();
        await Until.TrueAsync(() => Status is { Ok: true, Fault: null }, "it goes on");
        await _loop.StopAsync(Token);
    }

    [Fact]
    public async Task Iterate_HangsAfterItRan_HasNoHeartbeat()
    {
        await _loop.StartAsync(Token);
        await Until.TrueAsync(() => _loop.Finished == 1, "it has run");
        var done = _loop.Hangs();
        await Until.TrueAsync(() => _loop.Iterations == 2, _time, TestLoop.Pause, "it runs again");

        _time.Advance(TestLoop.Pause + TestLoop.Max + TimeSpan.FromSeconds(1));

        Assert.Equal(new LoopStatus(nameof(TestLoop), false, LoopStatus.NoHeartbeat), Status);
        done.SetResult();
        await _loop.StopAsync(Token);
    }

    [Fact]
    public async Task Iterate_OneOfSeveralSideBySideHangs_TheOthersDoNotHideIt()
    {
        _loop.Count = 3;
        var done = _loop.Hangs(atIteration: 2);
        await _loop.StartAsync(Token);

        await Until.TrueAsync(() => _loop.Iterations > 30 && !Status.Ok, _time, TestLoop.Pause, "it is seen");

        Assert.Equal(LoopStatus.NoHeartbeat, Status.Fault);
        done.SetResult();
        await _loop.StopAsync(Token);
    }

    [Fact]
    public async Task Stop_DuringAPauseOrAnIteration_EndsWithoutAnException()
    {
        await _loop.StartAsync(Token);
        await Until.TrueAsync(() => _loop.Finished == 1, "it pauses");
        await _loop.StopAsync(Token);
        Assert.True(_loop.ExecuteTask!.IsCompletedSuccessfully);

        using var hanging = new TestLoop(_health, _time);
        hanging.Hangs();
        await hanging.StartAsync(Token);
        await Until.TrueAsync(() => hanging.Iterations == 1, "it runs");
        await hanging.StopAsync(Token);
        Assert.True(hanging.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Dispose_WithoutAStopBefore_ComesAfterTheIteration()
    {
        await using (var hanging = new TestLoop(_health, _time))
        {
            hanging.Hangs();
            await hanging.StartAsync(Token);
            await Until.TrueAsync(() => hanging.Iterations == 1, "it runs");

            await hanging.DisposeAsync();

            Assert.True(hanging.HadEndedWhenDisposed);
        }
    }

    [Fact]
    public async Task Start_NothingToDoOnThisServer_NeitherRunsNorIsListed()
    {
        _loop.IsNeeded = false;

        await _loop.StartAsync(Token);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(_health.Read());
        await _loop.StopAsync(Token);
        Assert.Equal(0, _loop.Iterations);
    }

    private sealed class TestLoop(LoopHealth health, TimeProvider time) : PeriodicLoop(health, time, NullLogger.Instance)
    {
        public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
        public static readonly TimeSpan Retry = TimeSpan.FromSeconds(3);
        public static readonly TimeSpan Max = TimeSpan.FromSeconds(20);

        private volatile TaskCompletionSource? _hang;
        private int _hangAt;
        private int _iterations;
        private int _finished;

        public int Iterations => Volatile.Read(ref _iterations);

        public bool HadEndedWhenDisposed { get; private set; }

        public int Finished => Volatile.Read(ref _finished);

        public Func<int, TimeSpan> Pauses { get; set; } = _ => Pause;

        public TimeSpan FirstPause { get; set; }

        public Exception? Error { get; set; }

        public override void Dispose()
        {
            HadEndedWhenDisposed = ExecuteTask?.IsCompleted == true;
            base.Dispose();
        }

        public int Count { get; set; } = 1;

        public bool IsNeeded { get; set; } = true;

        protected override bool HasWork => IsNeeded;

        protected override int Parallelism => Count;

        protected override TimeSpan StartDelay => FirstPause;

        protected override TimeSpan RetryDelay => Retry;

        protected override TimeSpan MaxIteration => Max;

        /// <summary>The next iteration, or only this one, does not end until the result is set or the loop is stopped.</summary>
        public TaskCompletionSource Hangs(int? atIteration = null)
        {
            _hangAt = atIteration ?? 0;
            return _hang = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
        {
            var iteration = Interlocked.Increment(ref _iterations);
            if (Error is { } error) throw error;
            if (_hang is { } hang && (_hangAt == 0 || _hangAt == iteration)) await hang.Task.WaitAsync(stopping);
            Interlocked.Increment(ref _finished);
            return Pauses(iteration);
        }
    }
}
