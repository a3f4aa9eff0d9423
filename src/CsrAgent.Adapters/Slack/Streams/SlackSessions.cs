using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack.Api;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Slack.Streams;

/// <summary>What Slack shows of a thread's state: that the agent works on it, with a button to stop it.</summary>
internal sealed class SlackSessions(SlackApi api, TimeProvider time, ILogger<SlackSessions> logger)
{
    public const string Processing = "processing";
    public const string Active = "active";

    private readonly SlackFeature _feature = new("state of a thread", time, logger);

    /// <summary>Only a display: what fails is left out.</summary>
    /// <returns>False if nobody knows whether Slack shows it, or will.</returns>
    public async Task<bool> ShowAsync(SlackThread thread, string status, CancellationToken cancellationToken)
    {
        if (!_feature.IsOn) return true;
        var arguments = new JsonObject
        {
            ["channel_id"] = thread.Channel,
            ["thread_ts"] = thread.Root,
            ["status"] = status,
        };
        try
        {
            await api.ShowAsync("agents.sessions.setStatus", arguments, cancellationToken);
            return true;
        }
        catch (SlackException e)
        {
            _feature.Refused(e);
            return !SlackErrors.IsUnclear(e.Error);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false; // The next state is about to be shown.
        }
    }
}
