using CsrAgent.Adapters.Zendesk.Sending;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk;

/// <summary>The rules across settings.</summary>
internal sealed class ZendeskOptionsValidator : IValidateOptions<ZendeskOptions>
{
    public ValidateOptionsResult Validate(string? name, ZendeskOptions options)
    {
        var failures = new List<string>();
        if (!IsAddress(options.Url))
        {
            failures.Add($"ZENDESK_URL is \"{options.Url}\": it must be the address alone, such as https://example.zendesk.com.");
        }
        if (options.WebhookSecrets.Any(secret => secret.Length < 16))
        {
            failures.Add("ZENDESK_WEBHOOK_SECRET has a secret of under 16 characters: copy the webhook's signing secret from Zendesk.");
        }
        if ((options.ClientId.Length > 0) != (options.ClientSecret.Length > 0))
        {
            failures.Add("ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET belong together: set both, or neither.");
        }
        if (options.RefreshToken.Length > 0 && options.ClientId.Length == 0)
        {
            failures.Add("ZENDESK_REFRESH_TOKEN belongs to an OAuth client: set ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET of it, too.");
        }
        if ((options.Email.Length > 0) != (options.ApiToken.Length > 0))
        {
            failures.Add("ZENDESK_EMAIL and ZENDESK_API_TOKEN belong together: set both, or neither.");
        }
        if ((options.ClientId.Length > 0) == (options.ApiToken.Length > 0))
        {
            failures.Add(
                "Zendesk needs one way in: set ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET of an OAuth client, or else ZENDESK_EMAIL and "
                    + "ZENDESK_API_TOKEN."
            );
        }
        if (TicketGroups.FaultIn(options.Groups) is { } fault) failures.Add(fault);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && parsed is { Scheme: "http" or "https", AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
}
