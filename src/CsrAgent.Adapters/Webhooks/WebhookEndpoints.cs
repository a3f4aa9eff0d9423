using System.Text;
using System.Text.Json;
using CsrAgent.Admission;
using CsrAgent.Turns.Mailbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>Where the other side sends what customers write.</summary>
internal static class WebhookEndpoints
{
    public const string MessageReceived = "message.received";

    private const int MaxBody = 256 * 1024;

    public static void MapWebhookMessages(this IEndpointRouteBuilder webhooks) => webhooks.MapPost("messages", ReceiveAsync);

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request,
        [FromKeyedServices(WebhookModule.Inbound)] WebhookSignature signature,
        AdmissionGate admission,
        CancellationToken cancellationToken
    )
    {
        if (await ReadAsync(request, cancellationToken) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var headers = request.Headers;
        string? id = headers[WebhookSignature.IdHeader];
        if (!signature.IsValid(id, headers[WebhookSignature.TimestampHeader], headers[WebhookSignature.SignatureHeader], body))
        {
            return Results.Unauthorized();
        }
        if (Parse(body) is not { Type: MessageReceived, Data: { } data } message)
        {
            return Invalid("The body must be JSON with \"type\": \"message.received\" and \"data\"; see docs/channels.md.");
        }
        if (string.IsNullOrWhiteSpace(data.ConversationId) || string.IsNullOrWhiteSpace(data.UserId) || data.Message is null)
        {
            return Invalid("data must have conversation_id, user_id and message, of which none is empty.");
        }
        return Answer(request, await admission.AdmitAsync(ToRequest(data, message.At, id!), cancellationToken));
    }

    private static AdmissionRequest ToRequest(WebhookMessageData data, DateTimeOffset? at, string id) =>
        new()
        {
            ConversationId = new(WebhookChannel.Prefix + data.ConversationId),
            UserId = WebhookChannel.Prefix + data.UserId,
            Channel = WebhookChannel.ChannelName,
            IsFromChannel = true,
            SenderIsProven = true, // By the signature of the company's own system.
            Text = data.Message!,
            MessageKey = data.MessageId ?? id,
            SentAt = at,
            Metadata = data.Metadata,
        };

    private static IResult Answer(HttpRequest request, AdmissionOutcome outcome) =>
        outcome switch
        {
            AdmissionOutcome.Invalid { Detail: var detail } => Invalid(detail),
            AdmissionOutcome.RateLimited { RetryAfter: var wait } => Later(request, StatusCodes.Status429TooManyRequests, wait),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.QueueFull { RetryAfter: var wait } } => Later(
                request,
                StatusCodes.Status503ServiceUnavailable,
                wait
            ),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.NotYours } => Conflict("The conversation belongs to another user_id."),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.KeyReused } => Conflict(
                "Another message came under this message_id; give each message its own."
            ),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.SessionClosed } => Results.Text(
                "Nothing was stored: the customer was erased after this was written."
            ),
            _ => Results.Accepted(),
        };

    private static IResult Invalid(string detail) => Results.Text(detail, statusCode: StatusCodes.Status400BadRequest);

    private static IResult Conflict(string detail) => Results.Text(detail, statusCode: StatusCodes.Status409Conflict);

    private static IResult Later(HttpRequest request, int status, TimeSpan wait)
    {
        request.HttpContext.Response.Headers.RetryAfter = RetryAfter.Of(wait);
        return Results.StatusCode(status);
    }

    private static WebhookMessage? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WebhookJson.Default.WebhookMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null if it is too large. The caller is not known yet.</summary>
    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBody) return null;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBody;
        }
        try
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var text = await reader.ReadToEndAsync(cancellationToken);
            return text.Length > MaxBody ? null : text;
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
