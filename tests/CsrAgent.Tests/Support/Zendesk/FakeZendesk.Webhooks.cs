using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.Zendesk;

/// <summary>The webhooks and triggers that an administrator has made, and what <c>users/me</c> says of the account.</summary>
public sealed partial class FakeZendesk
{
    private const string HookId = "01HOOK";

    /// <summary>Of the agent's account.</summary>
    public string Role { get; set; } = "agent";

    public string HookEndpoint { get; set; } = "https://support.example.com/webhooks/zendesk";

    public string HookStatus { get; set; } = "active";

    public string HookSecret { get; set; } = FakeZendeskHook.Secret;

    public IReadOnlyList<string> HookSubscriptions { get; set; } = ["zen:event-type:ticket.created", "zen:event-type:ticket.comment_added"];

    /// <summary>Whether an active trigger notifies the webhook.</summary>
    public bool HasTrigger { get; set; }

    private void MapWebhooks()
    {
        _app.MapGet(
            "/api/v2/webhooks",
            () =>
                Results.Json(
                    new
                    {
                        webhooks = new[]
                        {
                            Hook("01OTHER", "CRM", "https://crm.example.com/hooks", "active", ["conditional_ticket_events"]),
                            Hook(HookId, "Support Assistant", HookEndpoint, HookStatus, HookSubscriptions),
                        },
                        meta = new { has_more = false },
                    }
                )
        );
        _app.MapGet(
            $"/api/v2/webhooks/{HookId}/signing_secret",
            () => Results.Json(new { signing_secret = new { algorithm = "SHA256", secret = HookSecret } })
        );
        _app.MapGet(
            "/api/v2/triggers/active",
            () =>
                Results.Json(
                    new
                    {
                        triggers = new[] { Trigger(1, "CRM", "01OTHER"), Trigger(2, "Assistant", HasTrigger ? HookId : "01OTHER") },
                    }
                )
        );
    }

    private static object Trigger(int id, string title, string hook) =>
        new
        {
            id,
            title,
            actions = new[] { new { field = "notification_webhook", value = new[] { hook, "{}" } } },
        };

    private static object Hook(string id, string name, string endpoint, string status, IReadOnlyList<string> subscriptions) =>
        new
        {
            id,
            name,
            endpoint,
            status,
            subscriptions,
            http_method = "POST",
            request_format = "json",
        };
}
