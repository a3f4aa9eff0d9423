namespace CsrAgent.Bench.Processes;

/// <summary>The processes that together are the server under load.</summary>
/// <param name="Url">Where messages are posted.</param>
/// <param name="Processes">All whose work counts.</param>
internal sealed record ServerGroup(string Url, params IReadOnlyList<BenchProcess> Processes)
{
    public TimeSpan Cpu => Processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.Cpu);

    public TimeSpan UserCpu => Processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.UserCpu);

    public TimeSpan KernelCpu => Processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.KernelCpu);

    /// <summary>Of all of them, now, in bytes.</summary>
    public long ResidentMemory => Processes.Sum(process => process.ResidentMemory);

    /// <summary>The sum of what each had at its own peak, in bytes.</summary>
    public long PeakMemory => Processes.Sum(process => process.PeakMemory);

    public void ForgetPeak()
    {
        foreach (var process in Processes) process.ForgetPeak();
    }
}
