using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Tests.Documentation.Sms;

/// <summary>How the SMS gateway is reached.</summary>
[SettingGroup("SMS")]
public sealed class SmsOptions
{
    [Setting("SMS_GATEWAY_URL", "The gateway's absolute http(s) URL. Without it there is no SMS channel.")]
    [Required]
    public string GatewayUrl { get; set; } = "";

    [Setting("SMS_GATEWAY_SECRET", "What the gateway sends in the header X-Gateway-Secret.")]
    [Required]
    public string GatewaySecret { get; set; } = "";

    [Setting("SMS_DEBOUNCE", "How long the messages of one customer may settle before they are answered together.")]
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Debounce { get; set; } = TimeSpan.FromSeconds(3);
}
