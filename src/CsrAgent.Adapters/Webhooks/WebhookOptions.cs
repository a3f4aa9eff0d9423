using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>The channel for anything else a company has: signed calls in both directions.</summary>
[SettingGroup("Webhooks")]
public sealed class WebhookOptions
{
    [Setting("WEBHOOK_URL", "Where replies are sent, an absolute http(s) URL. Without it there is no webhook channel.")]
    [Required]
    public string Url { get; set; } = "";

    [Setting(
        "WEBHOOK_SECRET",
        "Secrets that calls to WEBHOOK_URL are signed with: `whsec_` and 24 to 64 bytes in base64. Two, separated by a comma, while the "
            + "receiver changes from one to the other: each call carries both signatures."
    )]
    [Required]
    public IReadOnlyList<string> Secrets { get; set; } = [];

    [Setting(
        "WEBHOOK_INBOUND_SECRET",
        "Secrets of calls to /webhooks/messages, written the same way: each is accepted. Other ones than in WEBHOOK_SECRET."
    )]
    [Required]
    public IReadOnlyList<string> InboundSecrets { get; set; } = [];

    [Setting(
        "WEBHOOK_EVENTS",
        "Whether WEBHOOK_URL also gets what happens on all other channels. Set it on all workers: one of them reports, and another goes on "
            + "when it is gone."
    )]
    public bool SendsEvents { get; set; }

    [Setting(
        "WEBHOOK_ALLOW_PRIVATE",
        "Whether WEBHOOK_URL may lead to an address of a private network, of this machine, or another that the internet does not reach."
    )]
    public bool AllowPrivate { get; set; }

    [Setting("WEBHOOK_TIMEOUT", "Time limit for one call.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    [Setting(
        "WEBHOOK_RETRY_FOR",
        "How long a call that fails is repeated. Then it becomes a dead letter, and the URL counts as out of order: it is tried once a "
            + "minute until it answers."
    )]
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromHours(24);

    [Setting("WEBHOOK_DEBOUNCE", "How long the messages of one customer may settle before they are answered together.")]
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Debounce { get; set; } = TimeSpan.FromSeconds(1);
}
