namespace CsrAgent.Admission;

/// <summary>Counts requests against a limit. Safe to call from many threads and processes.</summary>
public interface IRateLimiter
{
    /// <summary>
    /// Null when one more request under <paramref name="key"/> is within the limit, and it is counted; else how long to wait, and nothing
    /// is counted.
    /// </summary>
    ValueTask<TimeSpan?> TryAcquireAsync(RateLimitScope scope, string key, CancellationToken cancellationToken);

    /// <summary>Gives back one request that was counted, for a caller whom another limit then refused.</summary>
    ValueTask RefundAsync(RateLimitScope scope, string key, CancellationToken cancellationToken);
}
