namespace CsrAgent.Adapters.Polly;

/// <summary>
/// Tokens that may be used, filled up evenly to a minute's worth. Who finds too few takes them nevertheless and waits until they are there,
/// so that the first to come is the first served. Safe to use from many threads.
/// </summary>
internal sealed class TokenBudget(int perMinute, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _left = perMinute;
    private long _filledAt = time.GetTimestamp();

    /// <summary>
    /// How long to wait before using the tokens that were taken; null: longer than <paramref name="timeout"/>, and nothing was taken.
    /// </summary>
    /// <param name="tokens">A guess; more than a minute's worth counts as that.</param>
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

    /// <summary>Corrects a guess that has turned out too high (above zero) or too low.</summary>
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
