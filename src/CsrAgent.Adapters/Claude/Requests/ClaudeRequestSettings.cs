using CsrAgent.Adapters.Claude.Catalog;

namespace CsrAgent.Adapters.Claude.Requests;

internal sealed record ClaudeRequestSettings(ClaudeModelTraits Traits, int MaxTokens, bool Stream)
{
    /// <summary>False for an answer that is asked for again with more tokens.</summary>
    public bool MayGrow { get; init; } = true;
}
