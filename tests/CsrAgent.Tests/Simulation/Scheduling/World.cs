using System.IO.Hashing;
using System.Text;

namespace CsrAgent.Tests.Simulation.Scheduling;

/// <summary>
/// One thread, one clock, one source of chance. Every continuation of every simulated process comes here, and the seed decides which goes
/// on next; the time moves only when none can. So a seed is a whole history, and the same seed is the same history.
/// </summary>
internal sealed class World(int seed)
{
    /// <summary>More than any run needs: one that goes on for longer turns in circles.</summary>
    private const int MaxSteps = 3_000_000;

    public static readonly DateTimeOffset Epoch = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly List<(SimulatedProcess Process, Task Step)> _ready = [];
    private readonly PriorityQueue<(SimulatedTimer Timer, int Version), (TimeSpan Due, long Number)> _timers = new();
    private readonly XxHash64 _hash = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _armed;
    private int _steps;

    public Random Random { get; } = new(seed);

    /// <summary>Since the beginning.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Every step at a seam so far. Two runs with the same seed have the same.</summary>
    public List<string> Trace { get; } = [];

    public string TraceHash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>The first exception that no one handled.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Goes on until <paramref name="isDone"/>; false when nothing can go on any more, or the time is up.</summary>
    public bool Run(Func<bool> isDone, TimeSpan until)
    {
        while (!isDone())
        {
            if (Failure is not null || Now > until || ++_steps > MaxSteps) return false;
            if (_ready.Count > 0) StepAny();
            else if (!Advance()) return false;
        }

        return true;
    }

    public void Note(string what)
    {
        var line = $"{Now.TotalSeconds:000.000} {what}";
        Trace.Add(line);
        _hash.Append(Encoding.UTF8.GetBytes(line));
    }

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public TimeSpan Between(double minSeconds, double maxSeconds) =>
        TimeSpan.FromMilliseconds(Math.Round(1000 * (minSeconds + Random.NextDouble() * (maxSeconds - minSeconds))));

    public T Any<T>(IReadOnlyList<T> list) => list[Random.Next(list.Count)];

    public void Fail(Exception e) => Failure ??= e;

    public void Enqueue(SimulatedProcess process, Task step)
    {
        // A continuation that comes from another thread would come at any time: the seed would no longer decide.
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Fail(new InvalidOperationException("A continuation left the simulated scheduler:\n" + Environment.StackTrace));
        }
        lock (_ready)
            _ready.Add((process, step));
    }

    public void Arm(SimulatedTimer timer, int version, TimeSpan due) => _timers.Enqueue((timer, version), (due, _armed++));

    /// <summary>A killed process does nothing more.</summary>
    public void Forget(SimulatedProcess process) => _ready.RemoveAll(entry => entry.Process == process);

    private void StepAny()
    {
        var index = Random.Next(_ready.Count);
        var (process, step) = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        process.Execute(step);
    }

    private bool Advance()
    {
        if (!_timers.TryDequeue(out var next, out var at)) return false;
        if (at.Due > Now) Now = at.Due;
        next.Timer.Fire(next.Version);
        return true;
    }
}
