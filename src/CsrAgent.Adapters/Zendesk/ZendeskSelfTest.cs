using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk;

/// <summary>Asks Zendesk who the agent is there, and whether a webhook and what sets it off will tell of customers' comments.</summary>
internal sealed class ZendeskSelfTest(ZendeskApi api, IOptions<ZendeskOptions> options) : ISelfTest
{
    private const string Path = "/webhooks/zendesk";
    private const string CommentAdded = "zen:event-type:ticket.comment_added";
    private const string SetOffByRules = "conditional_ticket_events";
    private const int MaxPages = 20;
    private const string Steps = "docs/channels.md, step 3";

    public string Name => ZendeskChannel.ChannelName;

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RefreshToken.Length > 0)
        {
            // Using it takes it away from the server that runs.
            return [Diagnosis.Ok(Name, "not tried, since ZENDESK_REFRESH_TOKEN is good for one use: see channel zendesk in /health/ready")];
        }
        try
        {
            var own = await ReadOwnUserAsync(cancellationToken);
            return [own, .. own.Level == DiagnosisLevel.Fault ? [] : await ReadWebhooksAsync(cancellationToken)];
        }
        catch (ZendeskException e)
        {
            return [Diagnosis.Fault(Name, e.Message)];
        }
    }

    private async Task<Diagnosis> ReadOwnUserAsync(CancellationToken cancellationToken)
    {
        var user = (await api.GetAsync("api/v2/users/me", cancellationToken)).Find("user");
        var (id, role, configured) = (user?.Id("id"), user?.Text("role"), options.Value.AgentId);
        return id is null && configured is null
                ? Diagnosis.Warning(Name, "the credentials belong to no account: set ZENDESK_AGENT_ID to the agent's user id.")
            : role == "end-user"
                ? Diagnosis.Fault(Name, $"the account {id} is a customer's: give it the role of an agent who may edit all tickets.")
            : id is not null && configured is not null && id != configured
                ? Diagnosis.Warning(Name, $"ZENDESK_AGENT_ID is {configured}, but the credentials are of the account {id}: leave it out.")
            : Diagnosis.Ok(Name, $"Zendesk knows the agent as the account {id ?? configured}");
    }

    private async Task<IReadOnlyList<Diagnosis>> ReadWebhooksAsync(CancellationToken cancellationToken)
    {
        List<JsonElement> all;
        try
        {
            all = await ReadAllAsync("api/v2/webhooks", "webhooks", cancellationToken);
        }
        catch (ZendeskException e) when (e.Status is HttpStatusCode.Forbidden)
        {
            return [Diagnosis.Warning(Name, $"Zendesk shows webhooks to administrators only: check yours yourself ({Steps}).")];
        }
        var agents = all.Where(CallsAnAgent).ToList();
        if (agents.Count == 0)
        {
            return [Diagnosis.Fault(Name, $"no webhook of Zendesk calls {Path}, so no comment arrives: create one ({Steps}).")];
        }
        // Another installation, such as one for trying things out, has a webhook and a secret of its own.
        var ours = new List<JsonElement>();
        foreach (var hook in agents)
        {
            if (await HasOurSecretAsync(hook, cancellationToken)) ours.Add(hook);
        }
        if (ours.Count == 0)
        {
            var names = string.Join(", ", agents.Select(NameOf));
            return [Diagnosis.Fault(Name, $"ZENDESK_WEBHOOK_SECRET is not that of the webhook {names}: copy it there with Reveal secret.")];
        }
        var active = ours.Where(hook => hook.Text("status") != "inactive").ToList();
        if (active.Count == 0)
        {
            return [Diagnosis.Fault(Name, $"the webhook {NameOf(ours[0])} is switched off: activate it in Admin Center > Webhooks.")];
        }
        var found = new List<Diagnosis>();
        foreach (var hook in active) found.Add(await ReadWebhookAsync(hook, cancellationToken));
        return found;
    }

    /// <summary>Or one that Zendesk does not show.</summary>
    private async Task<bool> HasOurSecretAsync(JsonElement hook, CancellationToken cancellationToken)
    {
        var id = Uri.EscapeDataString(hook.Text("id") ?? "");
        var secret = (await api.GetAsync($"api/v2/webhooks/{id}/signing_secret", cancellationToken)).Find("signing_secret")?.Text("secret");
        return secret is null || options.Value.WebhookSecrets.Any(own => IsSame(own, secret));
    }

    private async Task<Diagnosis> ReadWebhookAsync(JsonElement hook, CancellationToken cancellationToken)
    {
        var (id, name) = (hook.Text("id") ?? "", NameOf(hook));
        var subscriptions = hook.Items("subscriptions").Select(one => one.GetString()).ToList();
        if (subscriptions.Contains(CommentAdded)) return Diagnosis.Ok(Name, $"the webhook {name} tells of new comments");
        if (!subscriptions.Contains(SetOffByRules))
        {
            return Diagnosis.Fault(Name, $"the webhook {name} does not tell of comments: subscribe it to Comment added ({Steps}).");
        }
        var triggers = await ReadAllAsync("api/v2/triggers/active", "triggers", cancellationToken);
        return triggers.Exists(trigger => trigger.Items("actions").Any(action => Notifies(action, id)))
            ? Diagnosis.Ok(Name, $"a trigger sets the webhook {name} off")
            : Diagnosis.Fault(Name, $"no active trigger sets the webhook {name} off: add one, or choose Comment added ({Steps}).");
    }

    private async Task<List<JsonElement>> ReadAllAsync(string path, string items, CancellationToken cancellationToken)
    {
        var (found, after) = (new List<JsonElement>(), "");
        for (var page = 0; page < MaxPages; page++)
        {
            var list = await api.GetAsync($"{path}?page%5Bsize%5D=100{after}", cancellationToken);
            found.AddRange(list.Items(items));
            if (list.Find("meta") is not { } meta || meta.Flag("has_more") != true || meta.Text("after_cursor") is not { } cursor) break;
            after = $"&page%5Bafter%5D={Uri.EscapeDataString(cursor)}";
        }
        return found;
    }

    private static bool CallsAnAgent(JsonElement hook) =>
        hook.Text("endpoint") is { } endpoint && endpoint.TrimEnd('/').EndsWith(Path, StringComparison.Ordinal);

    private static bool Notifies(JsonElement action, string webhook) =>
        action.Text("field") == "notification_webhook" && action.Items("value").Any(part => part.ToString() == webhook);

    private static bool IsSame(string own, string signing) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(own), Encoding.UTF8.GetBytes(signing));

    private static string NameOf(JsonElement hook) => $"\"{hook.Text("name")}\"";
}
