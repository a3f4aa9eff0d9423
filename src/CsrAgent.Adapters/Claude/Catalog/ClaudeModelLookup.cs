namespace CsrAgent.Adapters.Claude.Catalog;

/// <summary>
/// What the API says of one model. Only those who ask before its first attempt has ended wait for it: an endpoint that does not answer
/// must not delay each message anew. Safe to use from many threads.
/// </summary>
/// <param name="ask">Asks the API; null when it gave no answer. Does not throw.</param>
internal sealed class ClaudeModelLookup(Func<Task<ClaudeModelTraits?>> ask, TimeProvider time)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Task<ClaudeModelTraits?>? _latest;
    private long _askedAt;
    private bool _isFirst = true;

    public async ValueTask<ClaudeModelTraits> FindAsync(CancellationToken cancellationToken)
    {
        var (latest, isFirst) = Latest();
        if (!latest.IsCompleted && !isFirst) return ClaudeModelTraits.Unknown;
        return await latest.WaitAsync(cancellationToken) ?? ClaudeModelTraits.Unknown;
    }

    private (Task<ClaudeModelTraits?> Latest, bool IsFirst) Latest()
    {
        lock (_lock)
        {
            var hasFailed = _latest is { IsCompleted: true, Result: null } && time.GetElapsedTime(_askedAt) > RetryAfter;
            if (_latest is null || hasFailed)
            {
                _isFirst = _latest is null;
                _askedAt = time.GetTimestamp();
                // Elsewhere, so that nothing of the call runs within the lock.
                _latest = Task.Run(ask);
            }

            return (_latest, _isFirst);
        }
    }
}
