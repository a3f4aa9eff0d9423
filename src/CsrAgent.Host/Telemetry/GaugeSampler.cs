using CsrAgent.Conversations.Reporting;
using CsrAgent.Telemetry;

namespace CsrAgent.Host.Telemetry;

/// <summary>Samples what gauges show: an exporter's callback must not wait for a store.</summary>
internal sealed class GaugeSampler : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Active = TimeSpan.FromMinutes(5);

    private readonly IStatistics _statistics;
    private readonly TimeProvider _time;
    private readonly ILogger<GaugeSampler> _logger;
    private LiveCounts _counts = new(0, 0);

    public GaugeSampler(IStatistics statistics, TimeProvider time, ILogger<GaugeSampler> logger)
    {
        _statistics = statistics;
        _time = time;
        _logger = logger;
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
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _counts = await _statistics.ReadLiveAsync(_time.GetUtcNow() - Active, stoppingToken);
                await Task.Delay(Pause, _time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) // The edge of one sample: the old figures stand until the store answers.
            {
                _logger.LogWarning(e, "Gauges could not be sampled; trying again in {Pause}", Pause);
                await Task.Delay(Pause, _time, CancellationToken.None);
            }
        }
    }
}
