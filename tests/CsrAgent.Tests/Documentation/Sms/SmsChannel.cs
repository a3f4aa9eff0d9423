using System.Net;
using System.Net.Http.Json;
using CsrAgent.Channels;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Documentation.Sms;

/// <summary>
/// Text messages through a gateway that takes <c>POST messages/{id}</c> and tells by <c>GET messages/{id}</c> what it has.
/// </summary>
public sealed class SmsChannel(HttpClient gateway, IReplyRenderer renderer, IOptions<SmsOptions> options) : IChannel, IChannelSender
{
    public string Name => "sms";

    // People send three short messages where one would do: the burst settles before it is answered.
    public TimeSpan Debounce => options.Value.Debounce;

    public IChannelSender? Sender => this;

    public async Task<string?> SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var place = "messages/" + Uri.EscapeDataString(entry.Delivery.Id);
        try
        {
            if (entry.Attempt > 1 && await IsThereAsync(place, cancellationToken)) return entry.Delivery.Id;
            using var answer = await gateway.PostAsJsonAsync(
                place,
                new { to = entry.Delivery.UserId, text = renderer.Render(entry.Delivery.Text, ReplyFormat.PlainText) },
                cancellationToken
            );
            if (!answer.IsSuccessStatusCode) throw Refused(answer);
            return entry.Delivery.Id;
        }
        catch (HttpRequestException e)
        {
            throw new DeliveryException(
                "The SMS gateway cannot be reached; check SMS_GATEWAY_URL and the network.",
                retryable: true,
                inner: e
            );
        }
    }

    private async Task<bool> IsThereAsync(string place, CancellationToken cancellationToken)
    {
        using var answer = await gateway.GetAsync(place, cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound ? false
            : answer.IsSuccessStatusCode ? true
            : throw Refused(answer);
    }

    private static DeliveryException Refused(HttpResponseMessage answer) =>
        new(
            $"The SMS gateway answered {(int)answer.StatusCode}; its own log says why.",
            retryable: answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
            answer.Headers.RetryAfter?.Delta
        );
}
