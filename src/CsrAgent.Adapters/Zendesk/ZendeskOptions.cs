using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.Zendesk;

/// <summary>How Zendesk is reached, and what answering a ticket does to it.</summary>
[SettingGroup("Zendesk")]
public sealed class ZendeskOptions
{
    [Setting("ZENDESK_URL", "Address of your Zendesk, such as https://example.zendesk.com. Without it there is no Zendesk channel.")]
    [Required]
    public string Url { get; set; } = "";

    [Setting(
        "ZENDESK_WEBHOOK_SECRET",
        "Signing secrets of the webhooks that call /webhooks/zendesk, separated by commas: of each webhook one, and both the old and the "
            + "new one while you change it. Without it there is no Zendesk channel."
    )]
    [Required]
    public IReadOnlyList<string> WebhookSecrets { get; set; } = [];

    [Setting("ZENDESK_CLIENT_ID", "Identifier of the OAuth client, which gets its access tokens by itself and renews them.")]
    [HeaderText]
    public string ClientId { get; set; } = "";

    [Setting("ZENDESK_CLIENT_SECRET", "Secret of the OAuth client.")]
    [HeaderText]
    public string ClientSecret { get; set; } = "";

    [Setting(
        "ZENDESK_REFRESH_TOKEN",
        "A refresh token of the OAuth client, where the server is to act for the account that allowed it. It is used once; the ones that "
            + "follow are kept in the store, shared by all processes. Set another one to begin anew."
    )]
    [HeaderText]
    public string RefreshToken { get; set; } = "";

    [Setting("ZENDESK_OAUTH_SCOPE", "Scopes that access tokens are asked for, separated by blanks.")]
    [Required]
    public string Scope { get; set; } = "read write";

    [Setting("ZENDESK_EMAIL", "With ZENDESK_API_TOKEN instead of an OAuth client: the e-mail address of the agent's own account.")]
    [HeaderText]
    public string Email { get; set; } = "";

    [Setting("ZENDESK_API_TOKEN", "API token, for accounts that still have one. Zendesk ends API tokens on 30 April 2027.")]
    [HeaderText]
    public string ApiToken { get; set; } = "";

    [Setting("ZENDESK_AGENT_ID", "User id of the account that the agent writes as; without it, Zendesk is asked.")]
    public long? AgentId { get; set; }

    [Setting("ZENDESK_TIMEOUT", "Time limit for one call of the Zendesk API.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(8);

    [Setting("ZENDESK_DEBOUNCE", "How long the comments of one customer may settle before they are answered together.")]
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Debounce { get; set; } = TimeSpan.FromSeconds(2);

    [Setting("ZENDESK_ANSWERED_STATUS", "What an answer makes the ticket's status; `keep` leaves it as it is.")]
    public AnsweredStatus AnsweredStatus { get; set; } = AnsweredStatus.Pending;

    [Setting("ZENDESK_ANSWERED_TAG", "Tag of tickets that the agent has answered; `none` for no tag.")]
    [RegularExpression(TagPattern)]
    public string AnsweredTag { get; set; } = "ai_answered";

    [Setting("ZENDESK_HANDOFF_TAG", "Tag of tickets that the agent has handed over; `none` for no tag.")]
    [RegularExpression(TagPattern)]
    public string HandoffTag { get; set; } = "ai_handed_over";

    [Setting(
        "ZENDESK_GROUPS",
        "The Zendesk group of each team that takes hand-offs: team=group id, separated by commas; `*` for all other teams."
    )]
    public IReadOnlyList<string> Groups { get; set; } = [];

    [Setting(
        "ZENDESK_ANSWER_ASSIGNED",
        "Whether the agent also begins to answer tickets that are assigned to a person. What a person has answered is theirs in any case."
    )]
    public bool AnswerAssigned { get; set; }

    [Setting(
        "ZENDESK_LOOP_REPLIES",
        "Answers on one ticket within ZENDESK_LOOP_WINDOW after which a person takes over: the customer may be a machine that answers, too."
    )]
    [Range(2, 100)]
    public int LoopReplies { get; set; } = 8;

    [Setting("ZENDESK_LOOP_WINDOW", "See ZENDESK_LOOP_REPLIES.")]
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan LoopWindow { get; set; } = TimeSpan.FromMinutes(10);

    [Setting("ZENDESK_RECONCILE_INTERVAL", "How often changed tickets are read, for comments whose webhook was lost.")]
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromMinutes(5);

    [Setting("ZENDESK_RECONCILE_WINDOW", "How far back a starting server looks for such comments.")]
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan ReconcileWindow { get; set; } = TimeSpan.FromHours(6);

    private const string TagPattern = @"[\w-]{1,80}";
}
