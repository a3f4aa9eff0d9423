using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>The rules across settings. No message repeats a secret.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var failures = new List<string>();
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            failures.Add($"WEBHOOK_URL is \"{options.Url}\": it must be an absolute http(s) URL.");
        }
        Check("WEBHOOK_SECRET", options.Secrets, failures);
        Check("WEBHOOK_INBOUND_SECRET", options.InboundSecrets, failures);
        if (options.Secrets.Intersect(options.InboundSecrets).Any())
        {
            failures.Add(
                "WEBHOOK_INBOUND_SECRET has a secret of WEBHOOK_SECRET: give each direction its own, or a call of the server could be "
                    + "sent back to it."
            );
        }
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Check(string name, IReadOnlyList<string> secrets, List<string> failures)
    {
        if (secrets.Count == 0)
        {
            failures.Add($"{name} is missing: set it to whsec_ and the output of `openssl rand -base64 32`.");
        }
        else if (!secrets.All(WebhookSignature.IsSecret))
        {
            failures.Add($"{name} contains an invalid secret: write whsec_ and the output of `openssl rand -base64 32`.");
        }
    }
}
