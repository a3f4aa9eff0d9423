using CsrAgent.Answering.Model;

namespace CsrAgent.Adapters.Claude;

internal static class ClaudeAdvice
{
    /// <summary>What an operator can do about a fault.</summary>
    public static string For(ModelFault fault) =>
        fault switch
        {
            ModelFault.Denied => "Check CLAUDE_API_KEY, and the account's credit and spend limits in the Claude Console.",
            ModelFault.NoSuchModel =>
                "Check CLAUDE_MODEL and CLAUDE_FALLBACK_MODELS against the models of this account, and CLAUDE_BASE_URL.",
            ModelFault.RateLimited => "If it persists, lower MODEL_CONCURRENCY, set CLAUDE_FALLBACK_MODELS, or ask for higher limits.",
            ModelFault.Overloaded => "If it persists, set CLAUDE_FALLBACK_MODELS.",
            ModelFault.Timeout => "If it persists, raise MODEL_ATTEMPT_TIMEOUT, or check the network to CLAUDE_BASE_URL.",
            ModelFault.Rejected => "The request itself is invalid: report it with the request id.",
            _ => "If it persists, check CLAUDE_BASE_URL and the API's status page.",
        };
}
