using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Adapters.Claude;

/// <summary>How Claude is reached. How often and how long is asked: the resilience options.</summary>
public sealed class ClaudeOptions
{
    /// <summary>The key of the Claude API. Required. <c>CLAUDE_API_KEY</c></summary>
    [Required(ErrorMessage = "CLAUDE_API_KEY is empty: set it to a key from the Claude Console, or leave Claude out.")]
    public string ApiKey { get; set; } = "";

    /// <summary>The model that is asked first. Default <c>claude-sonnet-5-5</c>. <c>CLAUDE_MODEL</c></summary>
    [Required(ErrorMessage = "CLAUDE_MODEL is empty: set it to a model's name, or unset it for the default.")]
    public string Model { get; set; } = "claude-sonnet-5-5";

    /// <summary>
    /// Models asked in this order when the first is overloaded, limited, unknown or keeps failing. Default none.
    /// <c>CLAUDE_FALLBACK_MODELS</c>
    /// </summary>
    public IReadOnlyList<string> FallbackModels { get; set; } = [];

    /// <summary>Where the Messages API is, without <c>/v1</c>. An absolute http(s) URL. <c>CLAUDE_BASE_URL</c></summary>
    [Required(ErrorMessage = "CLAUDE_BASE_URL is empty: set it to an absolute http(s) URL, or unset it for the default.")]
    public string BaseUrl { get; set; } = "https://api.anthropic.com";

    /// <summary>Tokens of one answer where the caller names no number. 1 to 64,000; default 1,024. <c>CLAUDE_MAX_TOKENS</c></summary>
    [Range(1, 64_000, ErrorMessage = "CLAUDE_MAX_TOKENS must be 1 to 64000.")]
    public int MaxOutputTokens { get; set; } = 1024;

    /// <summary>Time to reach the API's server. 0.1 s to 60 s; default 5 s. <c>CLAUDE_CONNECT_TIMEOUT</c></summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ErrorMessage = "CLAUDE_CONNECT_TIMEOUT must be 0.1 s to 60 s.")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Characters of system prompt and history from which on the history is cached as well. Shorter prompts are below what the API caches
    /// (1,024 tokens and more, by model). 0 to 10,000,000; default 4,096. <c>CLAUDE_CACHE_HISTORY_FROM</c>
    /// </summary>
    [Range(0, 10_000_000, ErrorMessage = "CLAUDE_CACHE_HISTORY_FROM must be 0 to 10000000 characters.")]
    public int CacheHistoryFrom { get; set; } = 4096;
}
