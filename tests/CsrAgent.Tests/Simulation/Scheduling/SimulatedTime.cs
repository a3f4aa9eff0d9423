namespace CsrAgent.Tests.Simulation.Scheduling;

/// <summary>The clock of one process: its timestamps go with the world, its wall clock may be wrong and may be set.</summary>
internal sealed class SimulatedTime(World world, SimulatedProcess process) : TimeProvider
{
    /// <summary>Processes count from different moments, so a timestamp means nothing to another process.</summary>
    private readonly long _base = world.Random.Next();

    /// <summary>How far the wall clock is ahead of the world's.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => World.Epoch + world.Now + Offset;

    public override long GetTimestamp() => _base + world.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(world, process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Unlike <c>Task.Delay</c>, a cancellation ends it on the world's thread.</summary>
    public async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken = default)
    {
        var over = new TaskCompletionSource();
        await using var timer = CreateTimer(_ => over.TrySetResult(), null, delay, Timeout.InfiniteTimeSpan);
        await using var cancel = cancellationToken.UnsafeRegister(_ => over.TrySetCanceled(cancellationToken), null);
        await over.Task;
    }
}
