using CsrAgent.Bench.Load;

namespace CsrAgent.Bench;

/// <summary>One server under one load, once.</summary>
/// <param name="ServerCpu">Processor time while it was counted.</param>
/// <param name="PromptBytes">Size of a request to the model.</param>
/// <param name="ModelCalls">Requests to the model for each reply.</param>
/// <param name="PeakMemory">The most that was resident while it was counted, in bytes.</param>
internal sealed record Measurement(
    LoadReport Load,
    TimeSpan ServerCpu,
    TimeSpan StubCpu,
    TimeSpan LoadCpu,
    double PromptBytes,
    double ModelCalls,
    long PeakMemory
)
{
    public double ServerCpuPerReply => ServerCpu.TotalMicroseconds / Load.Replies;

    public double Megabytes => PeakMemory / 1024.0 / 1024.0;

    public double OthersCpuPerReply => (StubCpu + LoadCpu).TotalMicroseconds / Load.Replies;
}
