using System.Text.Json.Nodes;
using CsrAgent.Channels;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>Calls of the one process that reports events.</summary>
internal sealed class EventCalls(WebhookCalls calls, EventCursors cursors)
{
    /// <exception cref="DeliveryException">The call failed, or another process reports by now.</exception>
    public async Task PostAsync((string Id, JsonObject Body) happened, CancellationToken cancellationToken)
    {
        if (!await cursors.HoldAsync(cancellationToken))
        {
            throw new DeliveryException("Another process reports events by now.", retryable: true);
        }
        await calls.PostAsync(happened.Id, happened.Body, cancellationToken);
    }
}
