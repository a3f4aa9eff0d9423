using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Channels;

/// <summary>How deliveries are sent and given up.</summary>
public sealed class OutboxOptions
{
    /// <summary>Longest time for one send. 1 s to 5 min; default 15 s. <c>DELIVERY_TIMEOUT</c></summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Sends after which a delivery becomes a dead letter. 1 to 100; default 12 (about half an hour). <c>DELIVERY_ATTEMPTS</c>
    /// </summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 12;
}
