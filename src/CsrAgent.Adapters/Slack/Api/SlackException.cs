namespace CsrAgent.Adapters.Slack.Api;

/// <summary>Slack did not do what it was asked. Has no word of any message.</summary>
/// <param name="method">Of the Web API.</param>
/// <param name="error">Slack's code, such as <c>channel_not_found</c>, or ours where there was no answer.</param>
internal sealed class SlackException(string method, string error, TimeSpan? retryAfter = null, Exception? inner = null)
    : CsrAgentException($"Slack's {method} failed with {error}{SlackErrors.Advice(error)}.", inner)
{
    public string Error { get; } = error;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>False when Slack will say the same again, whatever the operator does.</summary>
    public bool Retryable { get; } = SlackErrors.IsRetryable(error);
}
