namespace CsrAgent.Tests.Simulation.Scheduling;

/// <summary>Calls back as a step of its process, so that what is due at the same time comes in any order.</summary>
internal sealed class SimulatedTimer(World world, SimulatedProcess process, TimerCallback callback, object? state) : ITimer
{
    private int _version;
    private TimeSpan _period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _version++;
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan) world.Arm(this, _version, world.Now + dueTime);
        return true;
    }

    public void Fire(int version)
    {
        if (version != _version || process.IsDead) return;
        if (_period > TimeSpan.Zero) world.Arm(this, version, world.Now + _period);
        new Task(() => Call(version)).Start(process);
    }

    public void Dispose() => _version++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call(int version)
    {
        if (version == _version) callback(state);
    }
}
