using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Claude;

internal sealed class ClaudeOptionsValidator : IValidateOptions<ClaudeOptions>
{
    public ValidateOptionsResult Validate(string? name, ClaudeOptions options)
    {
        var failures = new List<string>();
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            failures.Add(
                $"CLAUDE_BASE_URL is \"{options.BaseUrl}\": it must be an absolute http(s) URL such as https://api.anthropic.com."
            );
        }
        if (options.FallbackModels.Any(string.IsNullOrWhiteSpace))
        {
            failures.Add("CLAUDE_FALLBACK_MODELS contains an empty name: separate model names with single commas.");
        }
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
