using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Zendesk;

/// <summary>Zendesk's webhooks: their bodies, and the calls that carry them.</summary>
public static class FakeZendeskHook
{
    public const string Secret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
    public const string Path = "/webhooks/zendesk";

    /// <summary>An event about a ticket: ids are texts and enum values upper-case there.</summary>
    public static JsonObject Event(string type, FakeTicket ticket, JsonObject? happened = null, string? at = null) =>
        new()
        {
            ["type"] = $"zen:event-type:ticket.{type}",
            ["account_id"] = 22129848,
            ["id"] = Guid.NewGuid().ToString(),
            ["time"] = at ?? Timestamp(default),
            ["zendesk_event_version"] = "2022-11-06",
            ["subject"] = $"zen:ticket:{ticket.Id}",
            ["detail"] = new JsonObject
            {
                ["id"] = Text(ticket.Id),
                ["subject"] = ticket.Subject,
                ["description"] = ticket.Comments.FirstOrDefault()?.Text,
                ["status"] = ticket.Status.ToUpperInvariant(),
                ["priority"] = ticket.Priority?.ToUpperInvariant(),
                ["requester_id"] = Text(ticket.RequesterId),
                ["assignee_id"] = ticket.AssigneeId is { } assignee ? Text(assignee) : null,
                ["tags"] = new JsonArray([.. ticket.Tags.Select(tag => JsonValue.Create(tag))]),
                ["is_public"] = true,
                ["updated_at"] = ticket.UpdatedAt,
                ["via"] = new JsonObject { ["channel"] = "email" },
            },
            ["event"] = happened ?? [],
        };

    public static JsonObject Commented(FakeTicket ticket, FakeComment comment) =>
        Event(
            "comment_added",
            ticket,
            at: comment.At,
            happened: new JsonObject
            {
                ["comment"] = new JsonObject
                {
                    ["id"] = Text(comment.Id),
                    ["author"] = new JsonObject
                    {
                        ["id"] = Text(comment.AuthorId),
                        ["is_staff"] = comment.AuthorId >= FakeZendesk.FirstAgent,
                        ["name"] = FakeZendesk.NameOf(comment.AuthorId),
                    },
                    ["body"] = comment.Text,
                    ["is_public"] = comment.IsPublic,
                },
                ["meta"] = new JsonObject { ["sequence"] = new JsonObject { ["id"] = Guid.NewGuid().ToString("N"), ["position"] = 1 } },
            }
        );

    /// <summary>What docs/channels.md tells to put into a trigger.</summary>
    public static JsonObject Triggered(FakeTicket ticket) =>
        new()
        {
            ["ticket_id"] = Text(ticket.Id),
            ["updated_at"] = ticket.UpdatedAt,
            ["status"] = ticket.Status,
        };

    /// <summary>A call, signed as Zendesk signs it, now.</summary>
    public static HttpRequestMessage Call(JsonObject body, string secret = Secret, TimeSpan age = default, string address = "") =>
        Call(body.ToJsonString(), secret, Timestamp(age), address);

    public static HttpRequestMessage Call(string body, string secret, string timestamp, string address = "") =>
        WithSignature(body, Sign(secret, timestamp + body), timestamp, address);

    /// <summary>Null leaves a header out.</summary>
    public static HttpRequestMessage WithSignature(string body, string? signature, string? timestamp, string address = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address + Path)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        if (signature is not null) request.Headers.TryAddWithoutValidation("x-zendesk-webhook-signature", signature);
        if (timestamp is not null) request.Headers.TryAddWithoutValidation("x-zendesk-webhook-signature-timestamp", timestamp);
        request.Headers.Add("x-zendesk-webhook-invocation-id", Guid.NewGuid().ToString());
        return request;
    }

    public static string Sign(string secret, string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    public static string Timestamp(TimeSpan age) =>
        (TimeProvider.System.GetUtcNow() - age).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
