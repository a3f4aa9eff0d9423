using System.Collections.Concurrent;

namespace CsrAgent.Telemetry;

/// <summary>
/// The heartbeats of the background loops, for the health check. Measured in monotonic time, which clock adjustments do not affect.
/// </summary>
public sealed class LoopHealth(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Loop, int Number), State> _states = new();

    /// <summary>The loops of this server, by name. If several instances of a loop run, the worst counts.</summary>
    public IReadOnlyList<LoopStatus> Read() =>
        [
            .. _states
                .GroupBy(entry => entry.Key.Loop, entry => StatusOf(entry.Key.Loop, entry.Value))
                .OrderBy(loop => loop.Key, StringComparer.Ordinal)
                .Select(loop => loop.OrderBy(status => status.Ok).First()),
        ];

    /// <summary>Null if this server does not run it.</summary>
    public LoopStatus? Find(string loop) => Read().FirstOrDefault(status => status.Name == loop);

    /// <summary>The loop starts, and will report for the first time within this time.</summary>
    internal void Start(string loop, int number, TimeSpan reportsWithin) => Set(loop, number, null, reportsWithin);

    /// <summary>An iteration succeeded, and the loop will report again within this time.</summary>
    internal void Beat(string loop, int number, TimeSpan reportsWithin) => Set(loop, number, null, reportsWithin);

    /// <summary>An iteration failed, and the loop will report again within this time.</summary>
    internal void Fault(string loop, int number, Exception error, TimeSpan reportsWithin) =>
        Set(loop, number, error.GetType().Name, reportsWithin);

    private void Set(string loop, int number, string? fault, TimeSpan reportsWithin) =>
        _states[(loop, number)] = new State(fault, time.GetTimestamp(), reportsWithin);

    private LoopStatus StatusOf(string loop, State state)
    {
        var isSilent = time.GetElapsedTime(state.ReportedAt) > state.ReportsWithin;
        var fault = isSilent ? LoopStatus.NoHeartbeat : state.Fault;
        return new(loop, fault is null, fault);
    }

    private sealed record State(string? Fault, long ReportedAt, TimeSpan ReportsWithin);
}
