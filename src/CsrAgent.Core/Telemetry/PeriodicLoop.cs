using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Telemetry;

/// <summary>
/// The base of all background loops: an iteration, a heartbeat or a fault, a pause. The derived class decides what an iteration does and
/// retries. Register it with <c>AddPeriodicLoop</c>.
/// </summary>
/// <remarks>
/// No BackgroundService: that one always starts on the thread pool. This one stays on the scheduler that starts it, so that tests can
/// decide who goes on when.
/// </remarks>
public abstract class PeriodicLoop(LoopHealth health, TimeProvider time, ILogger logger)
    : IHostedService,
        IDisposable,
        IAsyncDisposable
{
    private static readonly TimeSpan EndOfIteration = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();

    /// <summary>The name in logs and in the health check.</summary>
    public string Name => GetType().Name;

    /// <summary>Completes when the loop has stopped; null before it starts, and where it has nothing to do.</summary>
    public Task? ExecuteTask { get; private set; }

    protected TimeProvider Time => time;

    protected ILogger Logger => logger;

    /// <summary>False if this server has nothing for the loop to do: it does not run, and the health check does not list it.</summary>
    protected virtual bool HasWork => true;

    /// <summary>How many instances of the loop run concurrently.</summary>
    protected virtual int Parallelism => 1;

    /// <summary>The pause before the first iteration.</summary>
    protected virtual TimeSpan StartDelay => TimeSpan.Zero;

    /// <summary>The pause after an iteration that threw.</summary>
    protected virtual TimeSpan RetryDelay => TimeSpan.FromSeconds(1);

    /// <summary>How long an iteration may take. One that takes longer counts as hanging, and the server as not ready.</summary>
    protected virtual TimeSpan MaxIteration => TimeSpan.FromSeconds(30);

    /// <returns>The pause until the next iteration; zero while there is more to do.</returns>
    /// <remarks>May throw: the exception is logged and reported, and the next iteration comes after <see cref="RetryDelay"/>.</remarks>
    protected abstract Task<TimeSpan> IterateAsync(CancellationToken stopping);

    public virtual Task StartAsync(CancellationToken cancellationToken)
    {
        if (!HasWork) return Task.CompletedTask;
        for (var number = 0; number < Parallelism; number++) health.Start(Name, number, StartDelay + MaxIteration);
        ExecuteTask = Task.WhenAll(
            Enumerable.Range(0, Parallelism).Select(number => BackgroundTask.Run(() => LoopAsync(number, _stopping.Token)))
        );
        return Task.CompletedTask;
    }

    /// <summary>
    /// Returns when the current iterations have ended, or when <paramref name="cancellationToken"/> no longer waits for them.
    /// </summary>
    public virtual async Task StopAsync(CancellationToken cancellationToken)
    {
        if (ExecuteTask is null) return;
        _stopping.Cancel();
        await ExecuteTask
            .WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public virtual void Dispose()
    {
        _stopping.Cancel();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// A server that is stopped while it starts is disposed of without <see cref="StopAsync"/>: what the iteration uses must stay until it
    /// has ended.
    /// </summary>
    public virtual async ValueTask DisposeAsync()
    {
        _stopping.Cancel();
        if (ExecuteTask is not null)
        {
            await ExecuteTask
                .WaitAsync(EndOfIteration, TimeProvider.System)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        await EndAsync()
            .WaitAsync(EndOfIteration, TimeProvider.System)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what iterations have begun and not waited for, where nobody has stopped the loop before it is disposed of.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>For an iteration that takes long and goes on: its time begins anew. For loops that run once at a time.</summary>
    protected void Beat() => health.Beat(Name, 0, MaxIteration);

    private async Task LoopAsync(int number, CancellationToken stopping)
    {
        var pause = StartDelay;
        while (true)
        {
            if (pause > TimeSpan.Zero) await PauseAsync(pause, stopping);
            if (stopping.IsCancellationRequested) return;
            pause = await TryIterateAsync(number, stopping);
        }
    }

    /// <summary>A stop ends the pause, without an exception.</summary>
    private async Task PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = time.CreateTimer(_ => over.TrySetResult(), null, pause, Timeout.InfiniteTimeSpan);
        await using var stop = stopping.UnsafeRegister(_ => over.TrySetResult(), null);
        await over.Task;
    }

    private async Task<TimeSpan> TryIterateAsync(int number, CancellationToken stopping)
    {
        try
        {
            var pause = await IterateAsync(stopping);
            health.Beat(Name, number, pause + MaxIteration);
            return pause;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception e) // A failed iteration must not end the loop: the next may succeed.
        {
            health.Fault(Name, number, e, RetryDelay + MaxIteration);
            logger.LogError(e, "{Loop} failed; trying again in {Delay}", Name, RetryDelay);
            return RetryDelay;
        }
    }
}
