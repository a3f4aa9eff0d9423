using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>
/// A model behind any API that is compatible with OpenAI's chat completions. How often and how long is asked: the resilience options.
/// </summary>
public sealed class OpenAiOptions
{
    /// <summary>
    /// Where <c>/chat/completions</c> is, mostly ending in <c>/v1</c>. An absolute http(s) URL. Required. <c>LLM_BASE_URL</c>
    /// </summary>
    [Required(ErrorMessage = "LLM_BASE_URL is empty: set it to the URL that /chat/completions hangs under, or leave this provider out.")]
    public string BaseUrl { get; set; } = "";

    /// <summary>The model's name at that server. Required. <c>LLM_MODEL</c></summary>
    [Required(ErrorMessage = "LLM_MODEL is empty: set it to the name of a model that LLM_BASE_URL serves.")]
    public string Model { get; set; } = "";

    /// <summary>The key, where the server wants one. Default none. <c>LLM_API_KEY</c></summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Models asked in this order when the first is overloaded, limited, unknown or keeps failing. Default none. <c>LLM_FALLBACK_MODELS</c>
    /// </summary>
    public IReadOnlyList<string> FallbackModels { get; set; } = [];

    /// <summary>Tokens of one answer where the caller names no number. 1 to 64,000; default 1,024. <c>LLM_MAX_TOKENS</c></summary>
    [Range(1, 64_000, ErrorMessage = "LLM_MAX_TOKENS must be 1 to 64000.")]
    public int MaxOutputTokens { get; set; } = 1024;

    /// <summary>Time to reach the server. 0.1 s to 60 s; default 5 s. <c>LLM_CONNECT_TIMEOUT</c></summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ErrorMessage = "LLM_CONNECT_TIMEOUT must be 0.1 s to 60 s.")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
