using CsrAgent.Handoff;

namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>
/// The store's two times. Waits, leases, delays, hand-offs and closed sessions use a monotonic clock that starts with the process; what
/// people read uses the machine's clock.
/// </summary>
internal sealed class SqliteClock(TimeProvider time) : IHandoffClock
{
    private readonly long _started = time.GetTimestamp();
    private readonly long _startedAt = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>For timers.</summary>
    public TimeProvider Time => time;

    /// <summary>Unix milliseconds as the clock stood at the start, and what has passed since.</summary>
    public long Steady => _startedAt + (long)time.GetElapsedTime(_started).TotalMilliseconds;

    /// <summary>The steady time, for hand-offs.</summary>
    DateTimeOffset IHandoffClock.UtcNow => DateTimeOffset.FromUnixTimeMilliseconds(Steady);

    /// <summary>Unix milliseconds.</summary>
    public long Shown => time.GetUtcNow().ToUnixTimeMilliseconds();

    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <inheritdoc cref="TimeProvider.GetTimestamp"/>
    public long Timestamp => time.GetTimestamp();
}
