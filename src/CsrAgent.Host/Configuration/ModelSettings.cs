using CsrAgent.Adapters.Claude;
using CsrAgent.Adapters.OpenAi;

namespace CsrAgent.Host.Configuration;

/// <summary>Which model answers.</summary>
internal static class ModelSettings
{
    private const string Group = "Model";

    public static IEnumerable<Setting> All { get; } =
        [
            Setting.Of<ClaudeOptions>(
                Group,
                "CLAUDE_API_KEY",
                "none",
                "Key of the Claude API. Without it (and without LLM_BASE_URL) answers come from the articles directly.",
                (o, v) => o.ApiKey = v
            ),
            Setting.Of<ClaudeOptions>(Group, "CLAUDE_MODEL", "claude-sonnet-5-5", "Model that is asked first.", (o, v) => o.Model = v),
            Setting.Of<ClaudeOptions>(
                Group,
                "CLAUDE_FALLBACK_MODELS",
                "none",
                "Models that stand in, in this order, separated by commas.",
                (o, v) => o.FallbackModels = Setting.List(v)
            ),
            Setting.Of<ClaudeOptions>(
                Group,
                "CLAUDE_BASE_URL",
                "https://api.anthropic.com",
                "Where the Messages API is, without /v1.",
                (o, v) => o.BaseUrl = v
            ),
            Setting.Of<ClaudeOptions>(
                Group,
                "CLAUDE_MAX_TOKENS",
                "1024",
                "Longest answer in tokens; 1 to 64000.",
                (o, v) => o.MaxOutputTokens = Setting.Whole(v)
            ),
            Setting.Of<ClaudeOptions>(
                Group,
                "CLAUDE_CONNECT_TIMEOUT",
                "5s",
                "Time to reach the API's server; 0.1 s to 1 min.",
                (o, v) => o.ConnectTimeout = Setting.Duration(v)
            ),
            Setting.Of<ClaudeOptions>(
                Group,
                "CLAUDE_CACHE_HISTORY_FROM",
                "4096",
                "Characters of prompt and history from which on the history is cached too; 0 to 10000000.",
                (o, v) => o.CacheHistoryFrom = Setting.Whole(v)
            ),
            Setting.Of<OpenAiOptions>(
                Group,
                "LLM_BASE_URL",
                "none",
                "Any OpenAI-compatible endpoint, the part before /chat/completions; used where there is no CLAUDE_API_KEY.",
                (o, v) => o.BaseUrl = v
            ),
            Setting.Of<OpenAiOptions>(Group, "LLM_MODEL", "none", "Its model; needed with LLM_BASE_URL.", (o, v) => o.Model = v),
            Setting.Of<OpenAiOptions>(Group, "LLM_API_KEY", "none", "Its key; local servers need none.", (o, v) => o.ApiKey = v),
            Setting.Of<OpenAiOptions>(
                Group,
                "LLM_FALLBACK_MODELS",
                "none",
                "Models of that endpoint that stand in, in this order, separated by commas.",
                (o, v) => o.FallbackModels = Setting.List(v)
            ),
            Setting.Of<OpenAiOptions>(
                Group,
                "LLM_MAX_TOKENS",
                "1024",
                "Longest answer in tokens; 1 to 64000.",
                (o, v) => o.MaxOutputTokens = Setting.Whole(v)
            ),
            Setting.Of<OpenAiOptions>(
                Group,
                "LLM_CONNECT_TIMEOUT",
                "5s",
                "Time to reach that server; 0.1 s to 1 min.",
                (o, v) => o.ConnectTimeout = Setting.Duration(v)
            ),
        ];
}
