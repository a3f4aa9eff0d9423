using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>
/// Sends replies as signed calls. The receiver recognizes a repeat by <c>webhook-id</c>, as Standard Webhooks demands: there is nothing to
/// ask before a repeat.
/// </summary>
/// <remarks>Six constructor parameters: the way out, what is sent over it, and when it is not.</remarks>
internal sealed class WebhookSender(
    HttpClient http,
    WebhookSignature signature,
    EndpointState state,
    IConversationStore store,
    IOptions<WebhookOptions> options,
    TimeProvider time
) : IChannelSender
{
    public TimeSpan? RetryFor => options.Value.RetryFor;

    public async Task<string?> SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (state.Blocked() is { } since)
        {
            throw new DeliveryException(
                $"WEBHOOK_URL is out of order since {since:u}; mend it, and retry the dead letter.",
                retryable: false
            );
        }
        var delivery = entry.Delivery;
        var conversation = (await store.ReadAsync(delivery.ConversationId, -1, 1, cancellationToken))?.Conversation;
        var now = time.GetUtcNow();
        var message = WebhookEvents.MessageCreated(delivery, conversation, now);
        await PostAsync(message, cancellationToken);
        if (conversation?.Escalation is { State: EscalationState.Open } ticket)
        {
            await PostAsync(WebhookEvents.Escalated(conversation, ticket, now), cancellationToken);
        }
        if (conversation?.Status == ConversationStatus.Ended)
        {
            await PostAsync(WebhookEvents.Ended(delivery, conversation, now), cancellationToken);
        }
        return message.Id;
    }

    private async Task PostAsync((string Id, JsonObject Body) what, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(what.Id, what.Body.ToJsonString());
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode) throw Refused(answer);
            state.Succeeded();
        }
        catch (HttpRequestException e) when (e.InnerException is PrivateAddressException refused)
        {
            throw Failed(refused.Message, e);
        }
        catch (HttpRequestException e)
        {
            throw Failed("WEBHOOK_URL cannot be reached; check it and the network.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed("WEBHOOK_URL did not answer within WEBHOOK_TIMEOUT.", e);
        }
    }

    private HttpRequestMessage Request(string id, string body)
    {
        var at = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Url)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, signature.Sign(id, at, body));
        return request;
    }

    private DeliveryException Failed(string message, Exception? error, TimeSpan? retryAfter = null)
    {
        state.Failed(message);
        return new(message, retryable: true, retryAfter, error);
    }

    // Standard Webhooks: every answer but 2xx is a failure that is repeated, and 410 asks for no more calls.
    private DeliveryException Refused(HttpResponseMessage answer)
    {
        if (answer.StatusCode != HttpStatusCode.Gone)
        {
            var what = $"WEBHOOK_URL answered {(int)answer.StatusCode}; the receiver's log says why.";
            return Failed(what, null, answer.Headers.RetryAfter?.Delta);
        }
        state.Gone();
        return new("WEBHOOK_URL answered 410: it wants no more calls. Set another one.", retryable: false);
    }
}
