using System.Security.Cryptography;
using System.Text;
using CsrAgent.Admission;
using CsrAgent.Channels;
using CsrAgent.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Documentation.Sms;

/// <summary>Where the gateway delivers what customers write.</summary>
public static class SmsWebhook
{
    public static IServiceCollection AddSms(this IServiceCollection services, Uri gateway)
    {
        services.AddHttpClient<SmsChannel>(client => client.BaseAddress = gateway);
        return services.AddSingleton<IChannel>(provider => provider.GetRequiredService<SmsChannel>());
    }

    public static void MapSms(this IEndpointRouteBuilder app, string secret) =>
        app.MapPost(
            "/webhooks/sms",
            async (
                [FromHeader(Name = "X-Gateway-Secret")] string? given,
                SmsReceived sms,
                AdmissionGate admission,
                CancellationToken cancellationToken
            ) =>
            {
                if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? ""), Encoding.UTF8.GetBytes(secret)))
                {
                    return Results.Unauthorized();
                }
                return await admission.AdmitAsync(ToRequest(sms), cancellationToken) switch
                {
                    // The gateway tries again after anything but 200, so only what can be mended by that gets another status.
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
            Text = sms.Text,
            MessageKey = sms.Id,
        };
}

/// <param name="Id">The gateway's id of the message; a redelivery has the same.</param>
/// <param name="From">A telephone number, +436601234567.</param>
public sealed record SmsReceived(string Id, string From, string Text);
