using System.Net;
using System.Net.Sockets;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>Looks whether WEBHOOK_URL can be reached. It sends no event: a receiver takes each call for something that happened.</summary>
internal sealed class WebhookSelfTest(HttpClient http, IOptions<WebhookOptions> options) : ISelfTest
{
    public string Name => WebhookChannel.ChannelName;

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        var url = new Uri(options.Value.Url);
        var found = await AskAsync(url, cancellationToken);
        return url.Scheme == Uri.UriSchemeHttps || url.IsLoopback
            ? [found]
            : [found, Diagnosis.Warning(Name, "WEBHOOK_URL is http: what customers write goes over the network in the clear; use https.")];
    }

    private async Task<Diagnosis> AskAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, url);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode switch
            {
                HttpStatusCode.NotFound => Warning("answers 404: check its path"),
                HttpStatusCode.Gone => Fault("answers 410: it wants no more calls; set another one"),
                >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Fault(
                    $"redirects to {answer.Headers.Location?.Host ?? "elsewhere"}, which signed calls do not follow: set the final address"
                ),
                >= HttpStatusCode.InternalServerError => Warning($"answers {(int)answer.StatusCode}: the receiver's log says why"),
                _ => Diagnosis.Ok(Name, $"WEBHOOK_URL answers at {url.Authority}"),
            };
        }
        catch (HttpRequestException e)
        {
            return e.InnerException is PrivateAddressException refused
                ? Diagnosis.Fault(Name, "WEBHOOK_URL: " + refused.Message)
                : Fault(Cause(e, url));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Fault("does not answer within WEBHOOK_TIMEOUT: check it and the network");
        }
    }

    private static string Cause(HttpRequestException e, Uri url) =>
        e.HttpRequestError == HttpRequestError.SecureConnectionError ? "has a certificate that is not trusted: renew it"
        : e.GetBaseException() is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain }
            ? $"names the host {url.Host}, which no name server knows: correct it"
        : $"cannot be reached at {url.Authority}: check that the receiver listens there, and the network";

    private Diagnosis Fault(string what) => Diagnosis.Fault(Name, $"WEBHOOK_URL {what}.");

    private Diagnosis Warning(string what) => Diagnosis.Warning(Name, $"WEBHOOK_URL {what}.");
}
