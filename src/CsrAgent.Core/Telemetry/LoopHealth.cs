using System.Collections.Concurrent;

namespace CsrAgent.Telemetry;

/// <summary>The heartbeat of each background loop, for the health check.</summary>
public sealed class LoopHealth(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LoopState> _loops = new();

    public IReadOnlyDictionary<string, LoopState> Loops => _loops;

    public void Beat(string loop) => _loops[loop] = new LoopState(time.GetUtcNow(), null);

    public void Fault(string loop, Exception error) =>
        _loops.AddOrUpdate(
            loop,
            _ => new(time.GetUtcNow(), error.GetType().Name),
            (_, state) => state with { Fault = error.GetType().Name }
        );
}
