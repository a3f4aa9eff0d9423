using CsrAgent.Adapters.Slack.Api;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Slack.Streams;

/// <summary>
/// Something that Slack offers on some plans and to some apps only. What is refused is left out for a while, and so is what would come too
/// often. Safe to call from many threads.
/// </summary>
internal sealed class SlackFeature(string name, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromHours(1);

    private long _offUntil;

    public bool IsOn => time.GetUtcNow().UtcTicks >= Volatile.Read(ref _offUntil);

    /// <summary>How long to leave it; zero where the place is at fault, and not the feature.</summary>
    public void Refused(SlackException error)
    {
        var pause =
            error.RetryAfter
            ?? (
                error.Retryable && !SlackErrors.IsPassing(error.Error) && error.Error is not ("not_in_channel" or "not_authorized")
                    ? AskAgainAfter
                    : TimeSpan.Zero
            );
        if (pause == TimeSpan.Zero) return;
        Volatile.Write(ref _offUntil, (time.GetUtcNow() + pause).UtcTicks);
        logger.LogInformation("Slack has no {Feature} for {Pause}: {Reason}", name, pause, error.Message);
    }
}
