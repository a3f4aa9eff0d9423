using Microsoft.Extensions.Options;

namespace CsrAgent.Channels;

/// <summary>When to retry a failed delivery, and when to give it up. Pure.</summary>
internal sealed class DeliverySchedule(IOptions<OutboxOptions> options)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(10);

    public TimeSpan SendTimeout => options.Value.SendTimeout;

    /// <summary>Null to give it up.</summary>
    public TimeSpan? RetryIn(OutboxEntry entry, Exception error)
    {
        if (error is DeliveryException { Retryable: false } || entry.Attempt >= options.Value.MaxAttempts) return null;
        var backOff = First * Math.Pow(2, Math.Min(entry.Attempt - 1, 20));
        var bounded = backOff < MaxDelay ? backOff : MaxDelay;
        return error is DeliveryException { RetryAfter: { } asked } && asked > bounded ? asked : bounded;
    }
}
