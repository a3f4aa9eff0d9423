using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.OpenAi.Embeddings;

internal sealed class OpenAiEmbeddingOptionsValidator : IValidateOptions<OpenAiEmbeddingOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenAiEmbeddingOptions options) =>
        Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"EMBEDDINGS_BASE_URL is \"{options.BaseUrl}\": with EMBEDDINGS=http it must be an absolute http(s) URL such as "
                    + "http://127.0.0.1:11434/v1."
            );
}
