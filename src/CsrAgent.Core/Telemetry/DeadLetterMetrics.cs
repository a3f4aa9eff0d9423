using System.Diagnostics.Metrics;

namespace CsrAgent.Telemetry;

/// <summary>Counts dead letters, whichever part gave up.</summary>
internal static class DeadLetterMetrics
{
    public static readonly Counter<long> DeadLetters = AgentMeter.Meter.CreateCounter<long>(
        "csr_dead_letters_total",
        description: "Turns and deliveries that were given up"
    );
}
