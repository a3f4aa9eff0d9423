namespace CsrAgent.Channels;

/// <summary>A channel did not accept a delivery.</summary>
/// <param name="retryable">False when a retry cannot help: the recipient no longer exists, or the text is rejected.</param>
/// <param name="retryAfter">The wait that the channel asked for, or null.</param>
public sealed class DeliveryException(string message, bool retryable, TimeSpan? retryAfter = null, Exception? inner = null)
    : CsrAgentException(message, inner)
{
    public bool Retryable { get; } = retryable;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
