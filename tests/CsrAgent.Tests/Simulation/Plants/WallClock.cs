namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>A clock whose timestamps go with the wall clock, and jump with it.</summary>
internal sealed class WallClock(TimeProvider time) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
