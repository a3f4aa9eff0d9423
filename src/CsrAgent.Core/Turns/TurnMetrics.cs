using System.Diagnostics.Metrics;
using CsrAgent.Telemetry;

namespace CsrAgent.Turns;

/// <summary>Metrics of turns. Units are in the names.</summary>
internal static class TurnMetrics
{
    // Declared first: the instruments below use it when they are created.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180],
    };

    public static readonly UpDownCounter<long> InFlight = AgentMeter.Meter.CreateUpDownCounter<long>(
        "csr_turns_in_flight",
        description: "Turns being processed by a worker"
    );

    public static readonly Counter<long> Processed = AgentMeter.Meter.CreateCounter<long>(
        "csr_messages_processed_total",
        description: "Customer messages covered by a turn, by outcome"
    );

    public static readonly Histogram<double> Latency = AgentMeter.Meter.CreateHistogram<double>(
        "csr_message_latency_seconds",
        description: "From the acceptance of a turn's first message to its commit",
        advice: Seconds
    );

    public static readonly Histogram<double> Overhead = AgentMeter.Meter.CreateHistogram<double>(
        "csr_turn_overhead_seconds",
        description: "Latency without the time spent waiting for the model",
        advice: Seconds
    );

    public static readonly Histogram<double> QueueLag = AgentMeter.Meter.CreateHistogram<double>(
        "csr_queue_lag_seconds",
        description: "From the acceptance of a turn's first message until a worker takes it",
        advice: Seconds
    );

    public static readonly Counter<long> Sentiments = AgentMeter.Meter.CreateCounter<long>(
        "csr_sentiment_distribution_total",
        description: "Customer messages by sentiment"
    );

    public static readonly Counter<long> InjectionsFlagged = AgentMeter.Meter.CreateCounter<long>(
        "csr_injections_flagged_total",
        description: "Turns whose words try to steer the agent instead of asking it"
    );
}
