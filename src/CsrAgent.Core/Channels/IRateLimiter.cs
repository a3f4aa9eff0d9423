namespace CsrAgent.Channels;

/// <summary>Counts requests against a limit. Safe to call from many threads and processes.</summary>
public interface IRateLimiter
{
    /// <summary>
    /// Null when one more request under <paramref name="key"/> is within the limit, and it is counted; else how long to wait, and nothing is counted.
    /// </summary>
    ValueTask<TimeSpan?> TryAcquireAsync(RateLimitScope scope, string key, CancellationToken cancellationToken);
}

public enum RateLimitScope
{
    /// <summary>One customer; the key is the user id.</summary>
    User,

    /// <summary>The whole system; the key is not used.</summary>
    Global,
}
