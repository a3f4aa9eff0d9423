using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack;

/// <summary>Tells tokens that were mixed up, and an app of which no event could arrive, before the server starts.</summary>
internal sealed partial class SlackOptionsValidation : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var faults = FaultsIn(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsIn(SlackOptions options)
    {
        if (!options.BotToken.StartsWith("xoxb-", StringComparison.Ordinal))
        {
            yield return "SLACK_BOT_TOKEN must begin with xoxb-: it is the Bot User OAuth Token on the app's page OAuth & Permissions.";
        }
        if (options.AppToken.Length > 0 && !options.AppToken.StartsWith("xapp-", StringComparison.Ordinal))
        {
            yield return "SLACK_APP_TOKEN must begin with xapp-: it is made under App-Level Tokens on the app's page Basic Information.";
        }
        if (options.AppToken.Length == 0 && options.SigningSecret.Length == 0)
        {
            yield return "SLACK_BOT_TOKEN is set, but no event of Slack can arrive: set SLACK_APP_TOKEN for Socket Mode, or "
                + "SLACK_SIGNING_SECRET for events at /webhooks/slack.";
        }
        if (options.EscalationChannel.Length > 0 && !ChannelPattern().IsMatch(options.EscalationChannel))
        {
            yield return "SLACK_ESCALATION_CHANNEL must be a channel's id such as C0123456789, not its name: it stands at the end of the "
                + "channel's details in Slack.";
        }
        if (!Uri.TryCreate(options.ApiUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || !IsFolder(url))
        {
            yield return "SLACK_API_URL must be an absolute http(s) URL that ends with a slash, such as https://slack.com/api/.";
        }
    }

    private static bool IsFolder(Uri url) => url.AbsolutePath.EndsWith('/');

    [GeneratedRegex("^[CG][A-Z0-9]{2,}$")]
    private static partial Regex ChannelPattern();
}
