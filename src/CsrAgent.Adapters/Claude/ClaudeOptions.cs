using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.Claude;

/// <summary>How to reach Claude. Retries and timeouts are in the model resilience options.</summary>
[SettingGroup("Model")]
public sealed class ClaudeOptions
{
    private const string SmallModel = "claude-haiku-5-5";

    [Setting("CLAUDE_API_KEY", "Key of the Claude API. Without it and without LLM_BASE_URL, answers are taken straight from the articles.")]
    [Required, HeaderText]
    public string ApiKey { get; set; } = "";

    [Setting("CLAUDE_MODEL", "The model that is called first.")]
    [Required]
    public string Model { get; set; } = "claude-sonnet-5-5";

    [Setting(
        "CLAUDE_FALLBACK_MODELS",
        "Models to fall back to, in this order, when the first is overloaded, limited, unknown, keeps failing or declines; separated by "
            + "commas."
    )]
    public IReadOnlyList<string> FallbackModels { get; set; } = [SmallModel];

    [Setting("CLAUDE_SUMMARY_MODEL", "The model that summarizes a conversation for the person who takes over; then the others.")]
    [Required]
    public string SummaryModel { get; set; } = SmallModel;

    [Setting("CLAUDE_BASE_URL", "An absolute http(s) URL: where the Messages API is, without /v1.")]
    [Required]
    public string BaseUrl { get; set; } = "https://api.anthropic.com";

    [Setting(
        "CLAUDE_EFFORT",
        "How much work the model puts into an answer, where it can be set. More effort costs time before the first words, and tokens."
    )]
    public ClaudeEffort Effort { get; set; }

    [Setting(
        "CLAUDE_MAX_TOKENS",
        "The longest answer, in tokens; thinking counts. One that reaches the limit before there is a word or a whole tool call is asked "
            + "for again with four times as many."
    )]
    [Range(1, 64_000)]
    public int MaxOutputTokens { get; set; } = 4_000;

    [Setting("CLAUDE_CONNECT_TIMEOUT", "Time limit for connecting to the API.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
