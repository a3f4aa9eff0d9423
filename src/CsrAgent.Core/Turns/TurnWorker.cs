using System.Collections.Concurrent;
using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

/// <summary>
/// The worker loops: take as many turns as there is capacity for, run them, take more. A turn mostly waits, so each loop runs many. On
/// shutdown, the loops take no more turns; those in flight finish within <see cref="TurnOptions.ShutdownTimeout"/> or are returned.
/// </summary>
internal sealed class TurnWorker(
    ITurnQueue queue,
    TurnRunner runner,
    LoopHealth health,
    IOptions<TurnOptions> options,
    TimeProvider time,
    ILogger<TurnWorker> logger
) : PeriodicLoop(health, time, logger)
{
    private const int MaxAtOnce = 32;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _capacity = new(options.Value.MaxConcurrentChats);
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly CancellationTokenSource _handBack = new(Timeout.InfiniteTimeSpan, time);

    protected override int Parallelism => Math.Min(options.Value.WorkerPoolSize, options.Value.MaxConcurrentChats);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        _handBack.CancelAfter(options.Value.ShutdownTimeout);
        await Task.WhenAll(_running.Keys);
    }

    protected override Task EndAsync()
    {
        if (_running.IsEmpty) return Task.CompletedTask;
        _handBack.Cancel();
        return Task.WhenAll(_running.Keys);
    }

    /// <summary>
    /// The loops may still run when nobody has stopped them before, so the semaphore, which holds nothing of the system's, is left to them.
    /// </summary>
    public override void Dispose()
    {
        base.Dispose();
        _handBack.Dispose();
    }

    /// <summary>
    /// The pause is the wait for capacity and for turns. Full capacity is not a hang, so that wait ends in time for a heartbeat.
    /// </summary>
    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        if (!await HasCapacityAsync(stopping)) return TimeSpan.Zero;
        var capacity = 1;
        try
        {
            while (capacity < MaxAtOnce && _capacity.Wait(TimeSpan.Zero, CancellationToken.None)) capacity++;
            foreach (var lease in await queue.TakeAsync(new TakeRequest(capacity, Wait), stopping))
            {
                capacity--;
                Start(lease);
            }
        }
        finally
        {
            if (capacity > 0) _capacity.Release(capacity);
        }

        return TimeSpan.Zero;
    }

    /// <summary>Takes one place; false where none became free in time, by the clock of the loops and not by the system's.</summary>
    private async Task<bool> HasCapacityAsync(CancellationToken stopping)
    {
        if (_capacity.Wait(TimeSpan.Zero, CancellationToken.None)) return true;
        using var giveUp = new CancellationTokenSource(Wait, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(giveUp.Token, stopping);
        try
        {
            await _capacity.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Start(TurnLease lease)
    {
        TurnMetrics.QueueLag.Record(lease.Waited.TotalSeconds);
        var running = BackgroundTask.Run(() => RunAsync(lease));
        _running.TryAdd(running, 0);
        running.ContinueWith(
            done => _running.TryRemove(done, out _),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    private async Task RunAsync(TurnLease lease)
    {
        try
        {
            await runner.RunAsync(lease, _handBack.Token);
        }
        finally
        {
            _capacity.Release();
        }
    }
}
