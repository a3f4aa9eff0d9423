namespace CsrAgent.Channels;

/// <summary>A channel did not take a delivery.</summary>
/// <param name="retryable">False when a repeat cannot help: the recipient is gone, the text is refused.</param>
/// <param name="retryAfter">What the channel asked for, or null.</param>
public sealed class DeliveryException(string message, bool retryable, TimeSpan? retryAfter = null, Exception? inner = null)
    : CsrAgentException(message, inner)
{
    public bool Retryable { get; } = retryable;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
