using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CsrAgent.Channels;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>One signed call to <c>WEBHOOK_URL</c>, and what its answer means. Throws <see cref="DeliveryException"/>.</summary>
internal sealed class WebhookCalls(
    HttpClient http,
    WebhookSignature signature,
    EndpointState state,
    IOptions<WebhookOptions> options,
    TimeProvider time
)
{
    /// <param name="id">The same for the same thing: the receiver recognizes a repeat by it.</param>
    /// <param name="body">The event.</param>
    /// <param name="cancellationToken">Cancels waiting for the answer.</param>
    public async Task PostAsync(string id, JsonObject body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(id, body.ToJsonString());
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
