using System.Diagnostics.Metrics;
using CsrAgent.Telemetry;

namespace CsrAgent.Channels;

/// <summary>What channels report.</summary>
internal static class ChannelMetrics
{
    public static readonly Counter<long> Deliveries = AgentMeter.Meter.CreateCounter<long>(
        "csr_deliveries_total", description: "Sends to channels that have to be called, by how they ended");

    public static readonly Counter<long> DuplicatesDropped = AgentMeter.Meter.CreateCounter<long>(
        "csr_duplicates_dropped_total", description: "Messages that had been accepted before");

    public static readonly Counter<long> RateLimited = AgentMeter.Meter.CreateCounter<long>(
        "csr_rate_limited_total", description: "Messages that were refused by a limit");
}
