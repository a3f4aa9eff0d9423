using System.Text.Json;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Adapters.Slack.Events;
using CsrAgent.Telemetry;

namespace CsrAgent.Adapters.Slack.Sockets;

/// <summary>What comes through a socket: the same as by HTTP, in an envelope of its own.</summary>
internal sealed class SlackEnvelopes(SlackReceiver events, SlackClicks clicks)
{
    public async Task<SlackReceipt> TakeAsync(JsonElement frame, CancellationToken cancellationToken)
    {
        using var activity = AgentMeter.Activities.StartActivity("slack envelope");
        if (frame.Find("payload") is not { } payload) return SlackReceipt.Done;
        return frame.Text("type") switch
        {
            "events_api" => await events.ReceiveAsync(payload, cancellationToken),
            "interactive" => await clicks.ReceiveAsync(payload, cancellationToken),
            _ => SlackReceipt.Done,
        };
    }
}
