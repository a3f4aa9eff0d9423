namespace CsrAgent.Adapters.Sqlite.Database;

/// <summary>
/// The two times of the store. What waits, is leased or is put off goes by a time that starts with the process and that no change of the
/// machine's clock moves; what people read goes by the clock.
/// </summary>
internal sealed class SqliteClock(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly long _startedAt = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>For timers.</summary>
    public TimeProvider Time => time;

    /// <summary>Unix milliseconds as the clock stood at the start, and what has passed since.</summary>
    public long Steady => _startedAt + (long)time.GetElapsedTime(_started).TotalMilliseconds;

    /// <summary>Unix milliseconds.</summary>
    public long Shown => time.GetUtcNow().ToUnixTimeMilliseconds();

    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <inheritdoc cref="TimeProvider.GetTimestamp"/>
    public long Timestamp => time.GetTimestamp();
}
