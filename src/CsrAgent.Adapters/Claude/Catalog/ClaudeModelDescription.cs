using System.Text.Json;

namespace CsrAgent.Adapters.Claude.Catalog;

/// <summary>Reads what <c>GET /v1/models/{id}</c> says of a model. What it does not say is taken as not supported.</summary>
internal static class ClaudeModelDescription
{
    public static ClaudeModelTraits Read(JsonElement model)
    {
        var capabilities = Find(model, "capabilities");
        return ClaudeModelTraits.Unknown with
        {
            Thinking = ThinkingOf(Find(Find(capabilities, "thinking"), "types")),
            TakesEffort = IsSupported(capabilities, "effort"),
            MaxOutputTokens =
                Find(model, "max_tokens") is { ValueKind: JsonValueKind.Number } limit && limit.TryGetInt32(out var tokens)
                    ? tokens
                    : ClaudeModelTraits.Unknown.MaxOutputTokens,
        };
    }

    private static ClaudeThinking ThinkingOf(JsonElement types) =>
        IsSupported(types, "between_tools") ? ClaudeThinking.BetweenTools
        : IsSupported(types, "disabled") ? ClaudeThinking.Disabled
        : ClaudeThinking.Unset;

    private static bool IsSupported(JsonElement capabilities, string name) =>
        Find(Find(capabilities, name), "supported").ValueKind is JsonValueKind.True;

    private static JsonElement Find(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;
}
