using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Turns;

/// <summary>
/// Renews a lease while its turn runs, and cancels the turn when the lease is lost: because the store says so, or because it was not
/// renewed in time. The latter needs no store, so a process that was suspended and resumed detects it too.
/// </summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private readonly ITurnQueue _queue;
    private readonly TurnLease _lease;
    private readonly TimeSpan _leaseTime;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _loop;
    private long _heldSince;

    public Heartbeat(ITurnQueue queue, TurnLease lease, TimeSpan leaseTime, TimeProvider time, ILogger logger)
    {
        _queue = queue;
        _lease = lease;
        _leaseTime = leaseTime;
        _time = time;
        _logger = logger;
        _heldSince = lease.TakenAt;
        _timer = new PeriodicTimer(leaseTime / 3, time);
        _loop = RunAsync();
    }

    /// <summary>Cancelled when the lease is lost: from then on, nothing of this turn may leave the process.</summary>
    public CancellationToken Lost => _lost.Token;

    private bool IsOutdated => _time.GetElapsedTime(Volatile.Read(ref _heldSince)) >= _leaseTime;

    /// <summary>Must be called before anything of the turn leaves the process.</summary>
    /// <exception cref="OperationCanceledException">The lease is lost.</exception>
    public void ThrowIfLost()
    {
        if (IsOutdated) _lost.Cancel();
        _lost.Token.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        // Ends the wait for the next beat without an exception: one per turn would cost more than the turn's search.
        _timer.Dispose();
        _stop.Cancel();
        await _loop;
        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _timer.WaitForNextTickAsync(CancellationToken.None))
            {
                if (await BeatAsync()) continue;
                _lost.Cancel(); // Now, rather than when the thread pool comes to it, as CancelAsync does.
                return;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The turn has ended.
        }
    }

    private async Task<bool> BeatAsync()
    {
        var asked = _time.GetTimestamp();
        try
        {
            if (await _queue.RenewAsync(_lease, _stop.Token) is null) return false;
            Volatile.Write(ref _heldSince, asked);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            // A store that fails once or takes too long may answer the next beat; two beats remain before the lease expires, and the fence
            // protects the commit.
            _logger.LogWarning(e, "The lease of turn {TurnId} could not be renewed; trying again", _lease.TurnId);
            return !IsOutdated;
        }
    }
}
