using System.Diagnostics;
using System.Diagnostics.Metrics;
using CsrAgent.Telemetry;

namespace CsrAgent.Adapters.Slack;

/// <summary>Metrics of the Slack channel.</summary>
internal static class SlackMetrics
{
    private static readonly Counter<long> Requests = AgentMeter.Meter.CreateCounter<long>(
        "csr_slack_requests_total",
        description: "Calls of Slack's Web API, by method and outcome"
    );

    private static readonly Counter<long> Events = AgentMeter.Meter.CreateCounter<long>(
        "csr_slack_events_total",
        description: "Slack events, by outcome"
    );

    public static readonly UpDownCounter<long> Sockets = AgentMeter.Meter.CreateUpDownCounter<long>(
        "csr_slack_sockets",
        description: "Open sockets of Socket Mode"
    );

    public static void CountRequest(string method, string outcome) =>
        Requests.Add(1, new TagList { { "method", method }, { "outcome", outcome } });

    public static void CountEvent(string outcome) => Events.Add(1, new TagList { { "outcome", outcome } });
}
