using System.Diagnostics.Metrics;
using CsrAgent.Telemetry;

namespace CsrAgent.Channels;

/// <summary>Metrics of channels.</summary>
internal static class ChannelMetrics
{
    public static readonly Counter<long> Deliveries = AgentMeter.Meter.CreateCounter<long>(
        "csr_deliveries_total",
        description: "Sends to channels, by outcome"
    );
}
