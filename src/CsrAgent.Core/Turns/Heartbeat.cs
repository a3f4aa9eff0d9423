using Microsoft.Extensions.Logging;

namespace CsrAgent.Turns;

/// <summary>Renews a lease while its turn runs, and cancels the turn when the lease is lost.</summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private readonly ITurnQueue _queue;
    private readonly TurnLease _lease;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _loop;

    public Heartbeat(ITurnQueue queue, TurnLease lease, TimeSpan leaseTime, TimeProvider time, ILogger logger)
    {
        _queue = queue;
        _lease = lease;
        _logger = logger;
        _timer = new PeriodicTimer(leaseTime / 3, time);
        _loop = RunAsync();
    }

    /// <summary>Cancelled when the lease is lost: nothing more of this turn may leave the process.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        // Ends the wait for the next beat without an exception: one for every turn would cost more than the turn's search.
        _timer.Dispose();
        await _stop.CancelAsync();
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
                await _lost.CancelAsync();
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
        try
        {
            return await _queue.RenewAsync(_lease, _stop.Token) is not null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            // A store that fails once, or takes too long, may answer the next beat; two beats remain before the lease runs out, and the fence guards the commit.
            _logger.LogWarning(e, "The lease of turn {TurnId} could not be renewed; trying again", _lease.TurnId);
            return true;
        }
    }
}
