using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using CsrAgent.Admission;
using CsrAgent.Turns.Mailbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Documentation.Sms;

/// <summary>Where the gateway delivers what customers write.</summary>
public static class SmsEndpoints
{
    public static void MapSms(this IEndpointRouteBuilder webhooks) =>
        webhooks.MapPost(
            "sms",
            async (
                [FromHeader(Name = "X-Gateway-Secret")] string? given,
                SmsReceived sms,
                IOptions<SmsOptions> options,
                AdmissionGate admission,
                CancellationToken cancellationToken
            ) =>
            {
                var secret = Encoding.UTF8.GetBytes(options.Value.GatewaySecret);
                if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? ""), secret)) return Results.Unauthorized();
                return await admission.AdmitAsync(ToRequest(sms), cancellationToken) switch
                {
                    // The gateway tries again after anything but 200, so only what a retry can fix gets another status.
                    AdmissionOutcome.RateLimited or AdmissionOutcome.Decided { Outcome: AcceptOutcome.QueueFull } => Results.StatusCode(
                        503
                    ),
                    _ => Results.Ok(),
                };
            }
        );

    private static AdmissionRequest ToRequest(SmsReceived sms) =>
        new()
        {
            ConversationId = new("sms:" + sms.From.TrimStart('+')),
            UserId = sms.From,
            Channel = "sms",
            IsFromChannel = true,
            Text = sms.Text,
            MessageKey = sms.Id,
        };
}

/// <param name="Id">The gateway's id of the message; a redelivery has the same.</param>
/// <param name="From">A telephone number, +436601234567.</param>
public sealed record SmsReceived(string Id, string From, string Text);

[JsonSerializable(typeof(SmsReceived))]
internal sealed partial class SmsJson : JsonSerializerContext;
