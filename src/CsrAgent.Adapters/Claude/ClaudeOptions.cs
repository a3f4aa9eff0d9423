using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.Claude;

/// <summary>How to reach Claude. Retries and timeouts are in the model resilience options.</summary>
[SettingGroup("Model")]
public sealed class ClaudeOptions
{
    [Setting("CLAUDE_API_KEY", "Key of the Claude API. Without it and without LLM_BASE_URL, answers are taken straight from the articles.")]
    [Required, HeaderText]
    public string ApiKey { get; set; } = "";

    [Setting("CLAUDE_MODEL", "The model that is called first.")]
    [Required]
    public string Model { get; set; } = "claude-sonnet-5-5";

    [Setting(
        "CLAUDE_FALLBACK_MODELS",
        "Models to fall back to, in this order, when the first is overloaded, limited, unknown or keeps failing; separated by commas."
    )]
    public IReadOnlyList<string> FallbackModels { get; set; } = [];

    [Setting("CLAUDE_BASE_URL", "An absolute http(s) URL: where the Messages API is, without /v1.")]
    [Required]
    public string BaseUrl { get; set; } = "https://api.anthropic.com";

    [Setting("CLAUDE_MAX_TOKENS", "The longest answer, in tokens.")]
    [Range(1, 64_000)]
    public int MaxOutputTokens { get; set; } = 1024;

    [Setting("CLAUDE_CONNECT_TIMEOUT", "Time limit for connecting to the API.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    [Setting(
        "CLAUDE_CACHE_HISTORY_FROM",
        "Characters of prompt and history from which the history is cached too. The API does not cache short prompts (below 1,024 "
            + "tokens or more, by model)."
    )]
    [Range(0, 10_000_000)]
    public int CacheHistoryFrom { get; set; } = 4096;
}
