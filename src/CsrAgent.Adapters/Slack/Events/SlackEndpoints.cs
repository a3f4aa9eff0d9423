using System.Text;
using System.Text.Json;
using CsrAgent.Adapters.Slack.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Slack.Events;

/// <summary>Where Slack sends events by HTTP. Each is signed, and is answered when it is durable.</summary>
internal static class SlackEndpoints
{
    /// <summary>Slack's own events are far smaller.</summary>
    private const int MaxBody = 1024 * 1024;

    public static void MapSlack(this IEndpointRouteBuilder webhooks)
    {
        var slack = webhooks.MapGroup("slack");
        slack.MapPost("", ReceiveEventAsync);
        slack.MapPost("interactive", ReceiveClickAsync);
    }

    private static async Task<IResult> ReceiveEventAsync(
        HttpRequest request,
        SlackSignature signature,
        SlackReceiver receiver,
        ILogger<SlackReceiver> logger,
        CancellationToken cancellationToken
    )
    {
        if (await ReadAsync(request, signature, cancellationToken) is not { } body) return Results.Unauthorized();
        if (Parse(body) is not { } envelope) return Results.BadRequest();
        switch (envelope.Text("type"))
        {
            case "url_verification":
                return Results.Text(envelope.Text("challenge") ?? "");
            case "event_callback":
                return ToResult(await receiver.ReceiveAsync(envelope, cancellationToken));
            case "app_rate_limited":
                logger.LogError("Slack leaves out events: more than 30,000 came within an hour. Subscribe to fewer channels' messages");
                return Results.Ok();
            default:
                return Results.Ok();
        }
    }

    /// <summary>A form with one field, which holds JSON.</summary>
    private static async Task<IResult> ReceiveClickAsync(
        HttpRequest request,
        SlackSignature signature,
        SlackClicks clicks,
        CancellationToken cancellationToken
    )
    {
        if (await ReadAsync(request, signature, cancellationToken) is not { } body) return Results.Unauthorized();
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        return form.TryGetValue("payload", out var text) && Parse(Encoding.UTF8.GetBytes(text.ToString())) is { } payload
            ? ToResult(await clicks.ReceiveAsync(payload, cancellationToken))
            : Results.BadRequest();
    }

    private static JsonElement? Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult ToResult(SlackReceipt receipt) =>
        receipt switch
        {
            SlackReceipt.Done => Results.Ok(),
            SlackReceipt.NotOurs => Results.Unauthorized(),
            SlackReceipt.Senseless => Results.BadRequest(),
            _ => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
        };

    /// <summary>The body, byte for byte as it was signed; null if it was not, or is larger than anything that Slack sends.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, SlackSignature signature, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MaxBody) return null;
            body.Write(buffer, 0, read);
        }

        var bytes = body.ToArray();
        string? timestamp = request.Headers[SlackSignature.TimestampHeader];
        string? given = request.Headers[SlackSignature.Header];
        return signature.IsRight(timestamp, given, bytes) ? bytes : null;
    }
}
