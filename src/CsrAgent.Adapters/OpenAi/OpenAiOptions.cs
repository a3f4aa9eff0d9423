using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>
/// A model behind any API that is compatible with OpenAI's chat completions. Retries and timeouts are in the model resilience options.
/// </summary>
[SettingGroup("Model")]
public sealed class OpenAiOptions
{
    [Setting(
        "LLM_BASE_URL",
        "Any OpenAI-compatible endpoint: the absolute http(s) URL before /chat/completions, mostly ending in /v1. Used where there is "
            + "no CLAUDE_API_KEY."
    )]
    [Required]
    public string BaseUrl { get; set; } = "";

    [Setting("LLM_MODEL", "Its model; required with LLM_BASE_URL.")]
    [Required]
    public string Model { get; set; } = "";

    [Setting("LLM_API_KEY", "Its key; local servers need none.")]
    [HeaderText]
    public string? ApiKey { get; set; }

    [Setting(
        "LLM_FALLBACK_MODELS",
        "Its models to fall back to, in this order, when the first is overloaded, limited, unknown or keeps failing; separated by "
            + "commas."
    )]
    public IReadOnlyList<string> FallbackModels { get; set; } = [];

    [Setting("LLM_MAX_TOKENS", "The longest answer, in tokens.")]
    [Range(1, 64_000)]
    public int MaxOutputTokens { get; set; } = 1024;

    [Setting("LLM_CONNECT_TIMEOUT", "Time limit for connecting to that server.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
