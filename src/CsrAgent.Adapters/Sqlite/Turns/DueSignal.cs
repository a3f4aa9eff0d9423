namespace CsrAgent.Adapters.Sqlite.Turns;

/// <summary>
/// Wakes the loops that wait for work: at once when work arrives, when postponed work is due, and every second for expired leases. An
/// unnecessary wake-up costs one index lookup; a missed one would cost a second.
/// </summary>
/// <remarks>No PeriodicLoop: its timers only wake the loops, which report for themselves, and do nothing that can fail.</remarks>
internal sealed class DueSignal : IDisposable
{
    /// <summary>More pending wake-ups than this add nothing: a loop that finds more work than it can take wakes the next.</summary>
    private const int MaxWaitingWakeUps = 1024;

    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _wakeUps = new(0);
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;
    private readonly PriorityQueue<bool, TimeSpan> _putOff = new();
    private readonly ITimer _next;
    private readonly long _started;

    public DueSignal(TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
        _sweep = time.CreateTimer(_ => Release(), null, Sweep, Sweep);
        _next = time.CreateTimer(_ => ReleaseDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_started);

    public void NotifyAfter(TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Release();
            return;
        }

        lock (_putOff)
        {
            _putOff.Enqueue(true, Elapsed + delay);
            Rearm();
        }
    }

    /// <summary>False when <paramref name="timeout"/> ran out.</summary>
    public async Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var giveUp = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(giveUp.Token, cancellationToken);
        try
        {
            await _wakeUps.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _sweep.Dispose();
        _next.Dispose();
        _wakeUps.Dispose();
    }

    private void ReleaseDue()
    {
        var due = 0;
        lock (_putOff)
        {
            while (_putOff.TryPeek(out _, out var at) && at <= Elapsed)
            {
                _putOff.Dequeue();
                due++;
            }

            Rearm();
        }

        if (due > 0) Release(due);
    }

    private void Rearm()
    {
        if (_putOff.TryPeek(out _, out var at))
        {
            _next.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((at - Elapsed).TotalMilliseconds))), Timeout.InfiniteTimeSpan);
        }
    }

    private void Release(int count = 1)
    {
        try
        {
            if (_wakeUps.CurrentCount < MaxWaitingWakeUps) _wakeUps.Release(count);
        }
        catch (ObjectDisposedException)
        {
            // A commit that completes during shutdown: the loops have already ended.
        }
    }
}
