using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.Slack;

/// <summary>The Slack app that the agent speaks as, and how its events come in.</summary>
[SettingGroup("Slack")]
public sealed class SlackOptions
{
    [Setting("SLACK_BOT_TOKEN", "The app's bot token (`xoxb-…`). Without it there is no Slack channel.")]
    [Required, HeaderText]
    public string BotToken { get; set; } = "";

    [Setting(
        "SLACK_APP_TOKEN",
        "An app-level token (`xapp-…`) with `connections:write`: events come through sockets that the role `slack` opens, and nothing "
            + "has to be reachable from outside."
    )]
    [HeaderText]
    public string AppToken { get; set; } = "";

    [Setting(
        "SLACK_SIGNING_SECRET",
        "The app's signing secret: Slack sends events to `/webhooks/slack`, and this proves that it is Slack."
    )]
    [HeaderText]
    public string SigningSecret { get; set; } = "";

    [Setting("SLACK_SOCKETS", "Sockets of one process; Slack allows ten for all processes together.")]
    [Range(1, 10)]
    public int Sockets { get; set; } = 2;

    [Setting(
        "SLACK_ESCALATION_CHANNEL",
        "Id of the channel (`C…`) in which hand-offs are posted and from which people answer customers of every channel. Whoever is in "
            + "it may do so."
    )]
    public string EscalationChannel { get; set; } = "";

    [Setting(
        "SLACK_STREAMING",
        "Whether answers in direct messages appear while they are written, where Slack offers that; else each is sent whole."
    )]
    public bool Streaming { get; set; } = true;

    [Setting(
        "SLACK_SUGGESTIONS",
        "Questions that Slack suggests to who opens the app's messages, separated by vertical bars; at most four are shown. "
            + "Without them, those of the app's manifest stay."
    )]
    public string Suggestions { get; set; } = "";

    [Setting("SLACK_DEBOUNCE", "How long the messages of one thread may settle before they are answered together.")]
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Debounce { get; set; } = TimeSpan.FromSeconds(1);

    [Setting("SLACK_API_URL", "An absolute http(s) URL: where Slack's Web API is, with a slash at its end.")]
    [Required]
    public string ApiUrl { get; set; } = "https://slack.com/api/";
}
