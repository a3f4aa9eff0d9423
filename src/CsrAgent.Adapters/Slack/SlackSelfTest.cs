using System.Text.RegularExpressions;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack;

/// <summary>Asks Slack whether it knows the tokens, what they may do, and whether the channel for hand-offs is open to the app.</summary>
internal sealed partial class SlackSelfTest(SlackApi api, SlackSelf self, IOptions<SlackOptions> options) : ISelfTest
{
    private const string Mend = "add it on the app's page OAuth & Permissions, and install the app again.";

    /// <summary>Without these no message arrives, or no answer.</summary>
    private static readonly string[] Needed = ["chat:write", "im:history", "app_mentions:read"];

    /// <summary>For threads in channels, where it looks whether an answer has arrived.</summary>
    private static readonly string[] OfThreads = ["channels:history", "groups:history"];

    /// <summary>For hand-offs in Slack: reactions, and the names of people.</summary>
    private static readonly string[] OfHandoffs = ["reactions:read", "users:read"];

    private const string OfStreams = "assistant:write";

    public string Name => SlackChannel.ChannelName;

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        var found = new List<Diagnosis>();
        if (await TryAsync(async () => found.AddRange(await ReadScopesAsync(cancellationToken))) is { } refused) return [refused];
        if (options.Value.AppToken.Length > 0) found.Add(await OpenSocketAsync(cancellationToken));
        if (options.Value.EscalationChannel.Length > 0) found.Add(await ReadHandoffChannelAsync(cancellationToken));
        return found;
    }

    private async Task<IReadOnlyList<Diagnosis>> ReadScopesAsync(CancellationToken cancellationToken)
    {
        var scopes = await api.ReadScopesAsync(cancellationToken);
        var ok = Diagnosis.Ok(Name, "Slack takes SLACK_BOT_TOKEN");
        // Only what stands between this server and Slack leaves the header out.
        if (scopes.Count == 0) return [ok];
        return
        [
            ok,
            .. Missing(Needed, scopes)
                .Select(scope => Diagnosis.Fault(Name, $"the app lacks the scope {scope}, without which it is mute: {Mend}")),
            .. Missing(OfThreads, scopes)
                .Select(scope => Diagnosis.Warning(Name, $"threads in channels need the scope {scope}, which is missing: {Mend}")),
            .. Missing(options.Value.EscalationChannel.Length > 0 ? OfHandoffs : [], scopes)
                .Select(scope => Diagnosis.Warning(Name, $"hand-offs need the scope {scope}, which is missing: {Mend}")),
            .. Missing(options.Value.Streaming ? [OfStreams] : [], scopes)
                .Select(scope =>
                    Diagnosis.Warning(Name, $"answers appear whole without the scope {scope}: add it, or set SLACK_STREAMING=false.")
                ),
        ];
    }

    private async Task<Diagnosis> OpenSocketAsync(CancellationToken cancellationToken)
    {
        if (
            AppPattern().Match(options.Value.AppToken) is { Success: true } named
            && (await self.ReadAsync(cancellationToken)).AppId is { } app
            && named.Groups[1].Value != app
        )
        {
            return Diagnosis.Fault(
                Name,
                $"SLACK_APP_TOKEN is of the app {named.Groups[1].Value}, SLACK_BOT_TOKEN of {app}: take both from one."
            );
        }
        return await TryAsync(() => api.OpenConnectionAsync(cancellationToken)) is { } refused
            ? refused with
            {
                Text = refused.Text.TrimEnd('.') + "; SLACK_APP_TOKEN needs the scope connections:write, and the app Socket Mode.",
            }
            : Diagnosis.Ok(Name, "Slack takes SLACK_APP_TOKEN, and opens a socket for it");
    }

    private async Task<Diagnosis> ReadHandoffChannelAsync(CancellationToken cancellationToken)
    {
        var channel = options.Value.EscalationChannel;
        KeyValuePair<string, string>[] one = [new("channel", channel), new("limit", "1")];
        return await TryAsync(() => api.ReadAsync("conversations.history", one, cancellationToken)) is { } refused
            ? refused with { Text = $"hand-offs cannot be posted in SLACK_ESCALATION_CHANNEL {channel}: {refused.Text}" }
            : Diagnosis.Ok(Name, $"the app is in SLACK_ESCALATION_CHANNEL {channel}");
    }

    private async Task<Diagnosis?> TryAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (SlackException e)
        {
            var advice = e.Error == SlackErrors.Unclear ? " Check SLACK_API_URL, and the network on the way to Slack." : "";
            return Diagnosis.Fault(Name, e.Message + advice);
        }
    }

    private static IEnumerable<string> Missing(IEnumerable<string> wanted, IReadOnlyCollection<string> scopes) => wanted.Except(scopes);

    [GeneratedRegex("^xapp-[0-9]+-(A[A-Z0-9]+)-")]
    private static partial Regex AppPattern();
}
