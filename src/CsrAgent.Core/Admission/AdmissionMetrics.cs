using System.Diagnostics.Metrics;
using CsrAgent.Telemetry;

namespace CsrAgent.Admission;

/// <summary>Metrics of admission.</summary>
internal static class AdmissionMetrics
{
    public static readonly Counter<long> DuplicatesDropped = AgentMeter.Meter.CreateCounter<long>(
        "csr_duplicates_dropped_total",
        description: "Messages that had been accepted before"
    );

    public static readonly Counter<long> WrittenBeforeErasure = AgentMeter.Meter.CreateCounter<long>(
        "csr_written_before_erasure_total",
        description: "Messages not taken because their channel says that they were written before their customer was erased"
    );

    public static readonly Counter<long> RateLimited = AgentMeter.Meter.CreateCounter<long>(
        "csr_rate_limited_total",
        description: "Messages and other calls rejected by a rate limit"
    );
}
