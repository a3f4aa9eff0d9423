using System.Collections.Concurrent;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

/// <summary>
/// The worker loops: take what there is room for, run it, go on taking. A turn mostly waits, so each loop carries many. On a stop
/// the loops stop taking; turns in flight finish within <see cref="TurnOptions.ShutdownTimeout"/> or are handed back.
/// </summary>
internal sealed class TurnWorker(
    ITurnQueue queue,
    TurnRunner runner,
    LoopHealth health,
    IOptions<TurnOptions> options,
    TimeProvider time,
    ILogger<TurnWorker> logger
) : BackgroundService
{
    private const int MaxAtOnce = 32;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _capacity = new(options.Value.MaxConcurrentChats);
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly CancellationTokenSource _handBack = new(Timeout.InfiniteTimeSpan, time);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loops = Math.Min(options.Value.WorkerPoolSize, options.Value.MaxConcurrentChats);
        return Task.WhenAll(Enumerable.Range(0, loops).Select(_ => Task.Run(() => LoopAsync(stoppingToken), CancellationToken.None)));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        _handBack.CancelAfter(options.Value.ShutdownTimeout);
        await Task.WhenAll(_running.Keys);
    }

    public override void Dispose()
    {
        _capacity.Dispose();
        _handBack.Dispose();
        base.Dispose();
    }

    private async Task LoopAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await TakeAsync(stopping);
                health.Beat(nameof(TurnWorker));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) // The edge of one iteration: a store that fails now may answer in a second.
            {
                health.Fault(nameof(TurnWorker), e);
                logger.LogError(e, "Taking turns failed; trying again in a second");
                await Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None);
            }
        }
    }

    private async Task TakeAsync(CancellationToken stopping)
    {
        await _capacity.WaitAsync(stopping);
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
    }

    private void Start(TurnLease lease)
    {
        TurnMetrics.QueueLag.Record((time.GetUtcNow() - lease.Messages[0].AcceptedAt).TotalSeconds);
        var running = Task.Run(() => RunAsync(lease), CancellationToken.None);
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
