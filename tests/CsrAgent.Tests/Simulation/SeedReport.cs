namespace CsrAgent.Tests.Simulation;

/// <summary>What a search has come to.</summary>
internal sealed class SeedReport(int first)
{
    private readonly Lock _lock = new();
    private int _next = first;

    public int First { get; } = first;

    public int Tried { get; private set; }

    public long Steps { get; private set; }

    /// <summary>The first run that was not clean.</summary>
    public SimulationResult? FirstFault { get; private set; }

    public int Next() => Interlocked.Increment(ref _next) - 1;

    public void Add(SimulationResult result)
    {
        lock (_lock)
        {
            Tried++;
            Steps += result.Trace.Count;
            if (!result.IsClean) FirstFault ??= result;
        }
    }

    public override string ToString() => $"{Tried} seeds from {First}, {Steps:N0} steps";
}
