using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Channels;

/// <summary>How deliveries are sent and given up.</summary>
[SettingGroup("Work")]
public sealed class OutboxOptions
{
    [Setting("DELIVERY_TIMEOUT", "Time limit for one send to a channel.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(15);

    [Setting("DELIVERY_ATTEMPTS", "Sends after which a delivery becomes a dead letter. The default takes about half an hour.")]
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 12;
}
