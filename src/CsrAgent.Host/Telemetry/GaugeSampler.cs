using System.Diagnostics.Metrics;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Telemetry;

namespace CsrAgent.Host.Telemetry;

/// <summary>Samples the values of gauges, since an exporter's callback must not wait for a store.</summary>
internal sealed class GaugeSampler : PeriodicLoop
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Active = TimeSpan.FromMinutes(5);

    private readonly IStatistics _statistics;
    private LiveCounts _counts = new(0, 0);

    public GaugeSampler(IStatistics statistics, LoopHealth health, TimeProvider time, ILogger<GaugeSampler> logger)
        : base(health, time, logger)
    {
        _statistics = statistics;
        AgentMeter.Meter.CreateObservableGauge(
            "csr_queue_depth",
            () => _counts.WaitingMessages,
            description: "Accepted messages whose turn has not ended"
        );
        AgentMeter.Meter.CreateObservableGauge(
            "csr_active_concurrent_chats",
            () => _counts.ActiveConversations,
            description: "Conversations with activity in the last five minutes"
        );
        AgentMeter.Meter.CreateObservableGauge(
            "csr_loop_healthy",
            () => health.Read().Select(loop => new Measurement<int>(loop.Ok ? 1 : 0, new KeyValuePair<string, object?>("loop", loop.Name))),
            description: "1 while a background loop reports in time and without a fault"
        );
    }

    /// <summary>If the store fails, the old values remain.</summary>
    protected override TimeSpan RetryDelay => Pause;

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        _counts = await _statistics.ReadLiveAsync(Time.GetUtcNow() - Active, stopping);
        return Pause;
    }
}
