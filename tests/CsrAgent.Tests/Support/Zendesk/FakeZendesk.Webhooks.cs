using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.Zendesk;

/// <summary>The webhooks and triggers that an administrator has made, and what <c>users/me</c> says of the account.</summary>
public sealed partial class FakeZendesk
{
    private const string HookId = "01HOOK";
    private const string SetOffByRules = "conditional_ticket_events";

    /// <summary>Of the agent's account.</summary>
    public string Role { get; set; } = "agent";

    public string HookEndpoint { get; set; } = "https://support.example.com/webhooks/zendesk";

    public string HookStatus { get; set; } = "active";

    public string HookSecret { get; set; } = FakeZendeskHook.Secret;

    public IReadOnlyList<string> HookSubscriptions { get; set; } = ["zen:event-type:ticket.created", "zen:event-type:ticket.comment_added"];

    /// <summary>Whether an active trigger notifies the webhook.</summary>
    public bool HasTrigger { get; set; }

    /// <summary>Whether another agent's webhook is there too, with a secret of its own and nothing that sets it off.</summary>
    public bool HasOtherAgent { get; set; }

    /// <summary>Webhooks and triggers in one answer.</summary>
    public int PageSize { get; set; } = 100;

    private void MapWebhooks()
    {
        _app.MapGet("/api/v2/webhooks", (HttpRequest request) => PageOf(request, "webhooks", [.. Hooks()]));
        _app.MapGet(
            "/api/v2/webhooks/{id}/signing_secret",
            (string id) =>
                Results.Json(new { signing_secret = new { algorithm = "SHA256", secret = id == HookId ? HookSecret : "of-another-agent" } })
        );
        _app.MapGet(
            "/api/v2/triggers/active",
            (HttpRequest request) =>
                PageOf(request, "triggers", [Trigger(1, "CRM", "01OTHER"), Trigger(2, "Assistant", HasTrigger ? HookId : "01OTHER")])
        );
    }

    private IEnumerable<object> Hooks()
    {
        yield return Hook("01OTHER", "CRM", "https://crm.example.com/hooks", "active", [SetOffByRules]);
        if (HasOtherAgent) yield return Hook("01TRIAL", "Trial", "https://trial.example.com/webhooks/zendesk", "active", [SetOffByRules]);
        yield return Hook(HookId, "Support Assistant", HookEndpoint, HookStatus, HookSubscriptions);
    }

    private IResult PageOf(HttpRequest request, string name, IReadOnlyList<object> items)
    {
        var begin = int.TryParse(request.Query["page[after]"], CultureInfo.InvariantCulture, out var after) ? after : 0;
        var end = begin + PageSize;
        var cursor = end < items.Count ? end.ToString(CultureInfo.InvariantCulture) : null;
        return Results.Json(
            new Dictionary<string, object>
            {
                [name] = items.Skip(begin).Take(PageSize),
                ["meta"] = new { has_more = cursor is not null, after_cursor = cursor },
            }
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
