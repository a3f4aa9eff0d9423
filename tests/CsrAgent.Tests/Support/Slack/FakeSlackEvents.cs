using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.Slack;

/// <summary>What Slack sends, and the signed requests that it comes in.</summary>
internal static class FakeSlackEvents
{
    private static int _count;

    /// <summary>The event of a message. Each call makes another event id, as Slack does when it tells the same thing twice.</summary>
    public static JsonObject Of(FakeSlackMessage message, string type = "message", Action<JsonObject>? change = null)
    {
        var happened = new JsonObject
        {
            ["type"] = type,
            ["user"] = message.User,
            ["text"] = message.Content["text"]?.DeepClone(),
            ["ts"] = message.Ts,
            ["channel"] = message.Channel,
            ["event_ts"] = message.Ts,
            ["team"] = FakeSlack.Team,
            ["client_msg_id"] = Guid.NewGuid().ToString(),
        };
        if (message.ThreadTs is not null) happened["thread_ts"] = message.ThreadTs;
        if (type == "message") happened["channel_type"] = message.Channel[0] == 'D' ? "im" : "channel";
        if (message.IsOurs) happened["bot_id"] = FakeSlack.Bot;
        change?.Invoke(happened);
        return Envelope(happened);
    }

    public static JsonObject Envelope(JsonObject happened, string team = FakeSlack.Team, string app = FakeSlack.App) =>
        new()
        {
            ["token"] = "deprecated",
            ["team_id"] = team,
            ["api_app_id"] = app,
            ["event"] = happened,
            ["type"] = "event_callback",
            ["event_id"] = $"Ev{Interlocked.Increment(ref _count):D9}",
            ["event_time"] = 1_764_400_000,
            ["authorizations"] = new JsonArray(
                new JsonObject
                {
                    ["enterprise_id"] = null,
                    ["team_id"] = team,
                    ["user_id"] = FakeSlack.BotUser,
                    ["is_bot"] = true,
                    ["is_enterprise_install"] = false,
                }
            ),
            ["is_ext_shared_channel"] = false,
            ["event_context"] = "4-context",
        };

    /// <summary>Somebody puts an emoji on a message.</summary>
    public static JsonObject Reaction(string user, FakeSlackMessage message, string name) =>
        Envelope(
            new JsonObject
            {
                ["type"] = "reaction_added",
                ["user"] = user,
                ["reaction"] = name,
                ["item_user"] = message.User,
                ["item"] = new JsonObject
                {
                    ["type"] = "message",
                    ["channel"] = message.Channel,
                    ["ts"] = message.Ts,
                },
                ["event_ts"] = "1764499999.000002",
            }
        );

    /// <summary>A click on a button of one of the app's messages.</summary>
    public static JsonObject Click(string user, FakeSlackMessage message, string action, string value) =>
        new()
        {
            ["type"] = "block_actions",
            ["user"] = new JsonObject { ["id"] = user, ["team_id"] = FakeSlack.Team },
            ["api_app_id"] = FakeSlack.App,
            ["team"] = new JsonObject { ["id"] = FakeSlack.Team },
            ["enterprise"] = null,
            ["container"] = new JsonObject
            {
                ["type"] = "message",
                ["message_ts"] = message.Ts,
                ["channel_id"] = message.Channel,
                ["thread_ts"] = message.ThreadTs,
            },
            ["channel"] = new JsonObject { ["id"] = message.Channel },
            ["message"] = message.ToJson(withMetadata: false),
            ["actions"] = new JsonArray(
                new JsonObject { ["action_id"] = action, ["block_id"] = "b", ["value"] = value, ["type"] = "button", ["action_ts"] = "1.1" }
            ),
        };

    public static Task<HttpStatusCode> PostEventAsync(this ChatClient client, JsonObject envelope) =>
        client.PostSignedAsync("/webhooks/slack", envelope.ToJsonString(), "application/json");

    public static Task<HttpStatusCode> PostEventTextAsync(this ChatClient client, string body) =>
        client.PostSignedAsync("/webhooks/slack", body, "application/json");

    public static Task<HttpStatusCode> PostClickAsync(this ChatClient client, JsonObject payload) =>
        client.PostSignedAsync(
            "/webhooks/slack/interactive",
            "payload=" + Uri.EscapeDataString(payload.ToJsonString()),
            "application/x-www-form-urlencoded"
        );

    public static string Sign(string secret, string timestamp, string body) =>
        "v0="
        + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    private static async Task<HttpStatusCode> PostSignedAsync(this ChatClient client, string path, string body, string type)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, type);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", Sign(FakeSlack.SigningSecret, timestamp, body));
        return (HttpStatusCode)(await client.SendAsync(request)).Status;
    }
}
