using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.OpenAi;

internal sealed class OpenAiOptionsValidator : IValidateOptions<OpenAiOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenAiOptions options)
    {
        var failures = new List<string>();
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            failures.Add($"LLM_BASE_URL is \"{options.BaseUrl}\": it must be an absolute http(s) URL such as http://127.0.0.1:11434/v1.");
        }
        if (options.FallbackModels.Any(string.IsNullOrWhiteSpace))
        {
            failures.Add("LLM_FALLBACK_MODELS contains an empty name: separate model names with single commas.");
        }
        if (options.FallbackModels.Contains(options.Model))
        {
            failures.Add($"LLM_FALLBACK_MODELS names LLM_MODEL ({options.Model}) again: name other models, or none.");
        }
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
