using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Admission;
using CsrAgent.Turns.Mailbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>Where Zendesk delivers what happens to tickets.</summary>
internal static class ZendeskEndpoints
{
    private const int MaxBody = 1024 * 1024;

    /// <summary>Zendesk repeats a call that got 503 only if the wait is under a minute.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(55);

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    public static void MapZendesk(this IEndpointRouteBuilder webhooks) => webhooks.MapPost("zendesk", ReceiveAsync);

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request,
        ZendeskSignature signature,
        TicketIntake intake,
        ILogger<TicketIntake> logger,
        CancellationToken cancellationToken
    )
    {
        if (await ReadAsync(request, cancellationToken) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var headers = request.Headers;
        if (!signature.IsValid(headers[ZendeskSignature.SignatureHeader], headers[ZendeskSignature.TimestampHeader], body))
        {
            return Results.Unauthorized();
        }
        if (ZendeskNotice.Read(body) is not { } notice)
        {
            return Results.Text(
                "The body is neither a ticket event nor JSON with a \"ticket_id\"; see docs/channels.md.",
                statusCode: StatusCodes.Status400BadRequest
            );
        }
        try
        {
            return Answer(request, await intake.TakeAsync(notice, cancellationToken));
        }
        catch (ZendeskException e)
        {
            logger.LogWarning("A webhook could not be handled, and Zendesk is asked to repeat it: {Error}", e.Message);
            return Repeat(request, e.RetryAfter ?? Wait);
        }
        // Zendesk does not repeat a call that got 500. Whatever fails here, the comment is still in Zendesk.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogError(e, "A webhook could not be handled, and Zendesk is asked to repeat it");
            return Repeat(request, Wait);
        }
    }

    private static IResult Answer(HttpRequest request, AdmissionOutcome? outcome) =>
        outcome switch
        {
            AdmissionOutcome.RateLimited { RetryAfter: var wait } => Repeat(request, wait),
            AdmissionOutcome.Decided { Outcome: AcceptOutcome.QueueFull { RetryAfter: var wait } } => Repeat(request, wait),
            _ => Results.Ok(),
        };

    private static IResult Repeat(HttpRequest request, TimeSpan wait)
    {
        request.HttpContext.Response.Headers.RetryAfter = RetryAfter.Of(wait < MaxWait ? wait : MaxWait);
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Null if it is too large. The caller is not known yet.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBody) return null;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBody;
        }
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            return body.Length > MaxBody ? null : body.ToArray();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
