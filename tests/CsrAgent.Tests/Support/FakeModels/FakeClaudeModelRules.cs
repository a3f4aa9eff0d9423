using System.Text.Json;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>What one model refuses and another takes, as published in November 2026. Of other models nothing is known.</summary>
internal static class FakeClaudeModelRules
{
    private static readonly HashSet<string> Efforts = ["low", "medium", "high", "xhigh", "max"];
    private static readonly HashSet<string> NewModels =
    [
        "claude-sonnet-5-5",
        "claude-haiku-5-5",
        "claude-opus-5-5",
        "claude-fable-5-1",
        "claude-fable-5-2",
    ];

    public static string? Check(FakeClaudeRequest request)
    {
        var (model, body) = (request.Model, request.Body);
        var effort = Text(body, "output_config", "effort");
        if (effort is not null && !Efforts.Contains(effort))
        {
            return "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'";
        }
        return CheckLimit(model, body)
            ?? (model.StartsWith("claude-haiku-4-5", StringComparison.Ordinal) ? CheckHaiku45(body, effort) : null)
            ?? (
                NewModels.Contains(model)
                    ? CheckSampling(model, body) ?? CheckToolChoice(model, body) ?? CheckThinking(model, body, effort)
                    : null
            );
    }

    /// <summary>Tokens of the shortest prompt that is cached.</summary>
    public static int MinCachedTokens(string model) =>
        model.StartsWith("claude-haiku-4-5", StringComparison.Ordinal) ? 4096
        : NewModels.Contains(model) || model == "claude-opus-5" ? 512
        : 1024;

    private static string? CheckLimit(string model, JsonElement body)
    {
        var limit = model.StartsWith("claude-haiku-4-5", StringComparison.Ordinal) ? 64_000 : 128_000;
        var asked = body.GetProperty("max_tokens").GetInt64();
        return asked > limit ? $"max_tokens: {asked} > {limit}, which is the maximum allowed number of output tokens for {model}" : null;
    }

    private static string? CheckHaiku45(JsonElement body, string? effort) =>
        effort is not null ? "This model does not support the effort parameter."
        : Text(body, "thinking", "type") is { } type and not ("enabled" or "disabled")
            ? $"thinking.type: '{type}' is not supported on this model."
        : null;

    private static string? CheckSampling(string model, JsonElement body)
    {
        var given = new[] { "temperature", "top_p", "top_k" }.Where(name => body.TryGetProperty(name, out _)).ToList();
        if (given.Count == 0) return null;
        var isDefault =
            given is [var only]
            && (
                (only == "temperature" && body.GetProperty(only).GetDouble() == 1)
                || (only == "top_p" && body.GetProperty(only).GetDouble() == 0.99)
            );
        return isDefault ? null : $"{given[0]}: sampling parameters are not supported on {model}.";
    }

    private static string? CheckToolChoice(string model, JsonElement body) =>
        model != "claude-haiku-5-5" && Text(body, "tool_choice", "type") is "any" or "tool"
            ? $"tool_choice: forcing tool use is not supported on {model}."
            : null;

    private static string? CheckThinking(string model, JsonElement body, string? effort)
    {
        if (!body.TryGetProperty("thinking", out var thinking)) return null;
        var type = Text(body, "thinking", "type");
        var isHighest = effort is "xhigh" or "max";
        return type switch
        {
            "adaptive" => null,
            "between_tools" when model == "claude-sonnet-5-5" => thinking.EnumerateObject().Count() > 1
                ? "thinking.between_tools: Extra inputs are not permitted"
            : isHighest ? "thinking: between_tools requires effort high or below."
            : null,
            "disabled" when model == "claude-haiku-5-5" => isHighest ? "thinking: disabled requires effort high or below." : null,
            _ => $"thinking.type: '{type}' is not supported on {model}.",
        };
    }

    private static string? Text(JsonElement body, string field, string name) =>
        body.TryGetProperty(field, out var holder)
        && holder.ValueKind is JsonValueKind.Object
        && holder.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
