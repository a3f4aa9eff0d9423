using System.Text.Json;

namespace CsrAgent.Adapters.Slack.Api;

/// <summary>Who the app is, so that it knows its own messages and what is meant for it.</summary>
/// <param name="TeamId">The workspace that it is installed in.</param>
/// <param name="EnterpriseId">The enterprise, if it is installed for all workspaces of one; else null.</param>
/// <param name="UserId">Of its bot, <c>U…</c>: what people mention.</param>
/// <param name="BotId">Of its bot, <c>B…</c>: what stands on its messages.</param>
/// <param name="AppId">Null where the app may not look it up.</param>
internal sealed record SlackIdentity(string TeamId, string? EnterpriseId, string UserId, string? BotId, string? AppId)
{
    public string Install => EnterpriseId ?? TeamId;

    /// <summary>True for what Slack sends to this app in this install. With a shared channel, another team may stand outside.</summary>
    public bool IsMeant(JsonElement envelope)
    {
        if (AppId is not null && envelope.Text("api_app_id") is { } app && app != AppId) return false;
        var installs = envelope.List("authorizations").ToList();
        return installs.Count > 0 ? installs.Any(IsInstall) : IsTeam(envelope);
    }

    /// <summary>True for a message that this app wrote itself.</summary>
    public bool IsAuthorOf(JsonElement message) =>
        (BotId is not null && message.Text("bot_id") == BotId) || message.Text("user") == UserId;

    private bool IsInstall(JsonElement authorization) =>
        authorization.Text("team_id") == TeamId || (EnterpriseId is not null && authorization.Text("enterprise_id") == EnterpriseId);

    // Events name their team as text, clicks as an object.
    private bool IsTeam(JsonElement envelope) =>
        (envelope.Text("team_id") ?? envelope.Find("team")?.Text("id")) == TeamId
        || (
            EnterpriseId is not null
            && (envelope.Text("enterprise_id") ?? envelope.Find("enterprise")?.Text("id")) == EnterpriseId
        );
}
