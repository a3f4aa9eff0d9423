using System.Diagnostics.Metrics;
using CsrAgent.Telemetry;

namespace CsrAgent.Memory;

/// <summary>Metrics of memory.</summary>
internal static class MemoryMetrics
{
    public static readonly Counter<long> Recalls = AgentMeter.Meter.CreateCounter<long>(
        "csr_memory_recalls_total",
        description: "Turns of identified customers, by what was recalled: found, nothing, failed, or skipped while the store is away"
    );

    public static readonly Counter<long> Read = AgentMeter.Meter.CreateCounter<long>(
        "csr_memory_conversations_total",
        description: "Ended conversations read for what to remember, by outcome: remembered, nothing, unidentified or erased"
    );

    public static void Count(Counter<long> counter, string outcome) =>
        counter.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
