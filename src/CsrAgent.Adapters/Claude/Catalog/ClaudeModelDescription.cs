using System.Text.Json;

namespace CsrAgent.Adapters.Claude.Catalog;

/// <summary>Reads what <c>GET /v1/models/{id}</c> says of a model. What it does not say is taken as not supported.</summary>
internal static class ClaudeModelDescription
{
    public static ClaudeModelTraits Read(JsonElement model)
    {
        var capabilities = model.Find("capabilities");
        return ClaudeModelTraits.Unknown with
        {
            Thinking = ThinkingOf(capabilities.Find("thinking").Find("types")),
            TakesEffort = IsSupported(capabilities, "effort"),
            MaxOutputTokens = model.FindNumber("max_tokens") is { } limit and > 0 and <= int.MaxValue
                ? (int)limit
                : ClaudeModelTraits.Unknown.MaxOutputTokens,
        };
    }

    private static ClaudeThinking ThinkingOf(JsonElement types) =>
        IsSupported(types, "between_tools") ? ClaudeThinking.BetweenTools
        : IsSupported(types, "disabled") ? ClaudeThinking.Disabled
        : ClaudeThinking.Unset;

    private static bool IsSupported(JsonElement capabilities, string name) =>
        capabilities.Find(name).Find("supported").ValueKind is JsonValueKind.True;
}
