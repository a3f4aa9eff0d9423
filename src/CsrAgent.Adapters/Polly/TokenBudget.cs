namespace CsrAgent.Adapters.Polly;

/// <summary>
/// A token bucket that holds a minute's worth of model tokens and refills evenly. A caller that finds too few takes them anyway and waits
/// until they are refilled, so that calls are served in order. Safe to use from many threads.
/// </summary>
internal sealed class TokenBudget(int perMinute, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _left = perMinute;
    private long _filledAt = time.GetTimestamp();

    /// <summary>
    /// How long to wait before using the tokens that were taken; null if that is longer than <paramref name="timeout"/>, and nothing was
    /// taken.
    /// </summary>
    /// <param name="tokens">An estimate; anything above a minute's worth counts as a minute's worth.</param>
    /// <param name="timeout">Maximum wait.</param>
    public TimeSpan? Take(long tokens, TimeSpan timeout)
    {
        lock (_lock)
        {
            Fill();
            var needed = Math.Min(tokens, perMinute);
            var wait = needed <= _left ? TimeSpan.Zero : TimeSpan.FromMinutes((needed - _left) / perMinute);
            if (wait > timeout) return null;
            _left -= tokens;
            return wait;
        }
    }

    /// <summary>Corrects an estimate that turned out too high (a positive number) or too low.</summary>
    public void GiveBack(long tokens)
    {
        lock (_lock)
        {
            Fill();
            _left = Math.Min(perMinute, _left + tokens);
        }
    }

    private void Fill()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(perMinute, _left + (time.GetElapsedTime(_filledAt, now).TotalMinutes * perMinute));
        _filledAt = now;
    }
}
