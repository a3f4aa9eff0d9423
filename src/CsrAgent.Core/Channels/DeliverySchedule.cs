using Microsoft.Extensions.Options;

namespace CsrAgent.Channels;

/// <summary>When to retry a failed delivery, and when to give it up. Pure.</summary>
internal sealed class DeliverySchedule(IOptions<OutboxOptions> options)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(10);

    public TimeSpan SendTimeout => options.Value.SendTimeout;

    /// <summary>Null to give it up.</summary>
    /// <param name="entry">The delivery.</param>
    /// <param name="error">Why it failed.</param>
    /// <param name="retryFor">See <see cref="IChannelSender.RetryFor"/>.</param>
    public TimeSpan? RetryIn(OutboxEntry entry, Exception error, TimeSpan? retryFor = null)
    {
        var maxAttempts = retryFor is { } time ? AttemptsWithin(time) : options.Value.MaxAttempts;
        if (error is DeliveryException { Retryable: false } || entry.Attempt >= maxAttempts) return null;
        var bounded = DelayAfter(entry.Attempt);
        return error is DeliveryException { RetryAfter: { } asked } && asked > bounded ? asked : bounded;
    }

    private static TimeSpan DelayAfter(int attempt)
    {
        var backOff = First * Math.Pow(2, Math.Min(attempt - 1, 20));
        return backOff < MaxDelay ? backOff : MaxDelay;
    }

    // An outbox counts attempts, not time: as many as fit, with the pauses between them.
    private static int AttemptsWithin(TimeSpan time)
    {
        var attempts = 1;
        for (var rest = time; rest > TimeSpan.Zero; attempts++) rest -= DelayAfter(attempts);
        return attempts;
    }
}
