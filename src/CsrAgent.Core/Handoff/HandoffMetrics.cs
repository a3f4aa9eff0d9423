using System.Diagnostics.Metrics;
using CsrAgent.Telemetry;

namespace CsrAgent.Handoff;

/// <summary>Metrics of hand-offs. Units are in the names.</summary>
internal static class HandoffMetrics
{
    // Declared first: the instrument below uses it when it is created.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [5, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 14_400, 43_200, 86_400],
    };

    public static readonly Histogram<double> Wait = AgentMeter.Meter.CreateHistogram<double>(
        "csr_escalation_wait_seconds",
        description: "Time from the start of a hand-off until a person takes it, by priority",
        advice: Seconds
    );

    public static readonly Counter<long> Escalations = AgentMeter.Meter.CreateCounter<long>(
        "csr_escalations_total",
        description: "Hand-offs to a person, by reason"
    );

    public static readonly Counter<long> Overdue = AgentMeter.Meter.CreateCounter<long>(
        "csr_escalations_overdue_total",
        description: "Hand-offs that waited too long, by action: passed_on, told_last, taken_back"
    );

    public static readonly Counter<long> Ratings = AgentMeter.Meter.CreateCounter<long>(
        "csr_csat_ratings_total",
        description: "Hand-offs that customers rated after a person had settled them, by their first score: 1 to 5"
    );

    public static readonly Counter<long> Summaries = AgentMeter.Meter.CreateCounter<long>(
        "csr_escalation_summaries_total",
        description: "Summaries requested from the model, by outcome: written, rejected, failed, late"
    );
}
