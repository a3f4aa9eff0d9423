using System.Diagnostics.Metrics;
using CsrAgent.Telemetry;

namespace CsrAgent.Answering.Cache;

internal static class AnswerCacheMetrics
{
    private static readonly Counter<long> Lookups = AgentMeter.Meter.CreateCounter<long>(
        "csr_answer_cache_total",
        description: "First questions looked up among earlier answers, by outcome: hit, miss, or stale after an article changed"
    );

    public static void Count(string outcome) => Lookups.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
