using CsrAgent.Channels;
using CsrAgent.Conversations;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>
/// Sends replies as signed calls. The receiver recognizes a repeat by <c>webhook-id</c>, as Standard Webhooks demands: there is nothing to
/// ask before a repeat.
/// </summary>
internal sealed class WebhookSender(
    WebhookCalls calls,
    EndpointState state,
    IConversationStore store,
    IOptions<WebhookOptions> options,
    TimeProvider time
) : IChannelSender
{
    private const int MaxRead = 100;

    public TimeSpan? RetryFor => options.Value.RetryFor;

    public async Task<string?> SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (state.Blocked() is { } since)
        {
            throw new DeliveryException(
                $"WEBHOOK_URL has been failing since {since:u}; fix it, and retry the dead letter.",
                retryable: false
            );
        }
        var delivery = entry.Delivery;
        var page = await store.ReadAsync(delivery.ConversationId, -MaxRead, MaxRead, cancellationToken);
        var conversation = page?.Conversation;
        // The same at each try; what is no message of the history, such as a word about a wait, has no other time than this.
        var at = page?.Messages.LastOrDefault(delivery.Carries)?.At ?? time.GetUtcNow();
        var message = WebhookEvents.MessageCreated(delivery, conversation, at);
        await calls.PostAsync(message.Id, message.Body, cancellationToken);
        if (conversation?.Escalation is { State: EscalationState.Open } ticket)
        {
            var escalated = WebhookEvents.Escalated(conversation, ticket, ticket.CreatedAt);
            await calls.PostAsync(escalated.Id, escalated.Body, cancellationToken);
        }
        if (conversation?.Status == ConversationStatus.Ended)
        {
            var ended = WebhookEvents.Ended(delivery.Id, conversation, conversation.UpdatedAt);
            await calls.PostAsync(ended.Id, ended.Body, cancellationToken);
        }
        return message.Id;
    }
}
