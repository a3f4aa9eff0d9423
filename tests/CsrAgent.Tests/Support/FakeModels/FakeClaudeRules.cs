using System.Text.Json;
using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>What the Messages API demands of a request, in so far as this product can break it.</summary>
internal static partial class FakeClaudeRules
{
    private const int MaxCacheMarks = 4;

    private static readonly HashSet<string> Fields =
    [
        "model",
        "max_tokens",
        "messages",
        "system",
        "stream",
        "tools",
        "tool_choice",
        "stop_sequences",
        "metadata",
        "thinking",
        "service_tier",
        "output_config",
        "cache_control",
        "temperature",
        "top_p",
        "top_k",
    ];

    /// <summary>The first rule that is broken, or null.</summary>
    public static string? Check(FakeClaudeRequest request) => CheckHeaders(request) ?? CheckBody(request);

    private static string? CheckHeaders(FakeClaudeRequest request) =>
        request.Header("anthropic-version") is not FakeClaudeRequest.Version ? "anthropic-version: a known version is required"
        : string.IsNullOrEmpty(request.ApiKey) ? "authorization: a bearer token, or the x-api-key header, is required"
        : request.Header("content-type")?.StartsWith("application/json", StringComparison.Ordinal) != true
            ? "content-type: must be application/json"
        : null;

    private static string? CheckBody(FakeClaudeRequest request)
    {
        var body = request.Body;
        if (body.ValueKind is not JsonValueKind.Object) return "The request body is not valid JSON";
        return CheckFields(request)
            ?? CheckScalars(body)
            ?? CheckSystem(body)
            ?? CheckTools(body)
            ?? FakeClaudeMessageRules.Check(body)
            ?? FakeClaudeModelRules.Check(request)
            ?? CheckCacheMarks(request);
    }

    private static string? CheckFields(FakeClaudeRequest request)
    {
        var extra = request.Body.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !Fields.Contains(name));
        return extra is null ? null : $"{extra}: Extra inputs are not permitted";
    }

    private static string? CheckScalars(JsonElement body) =>
        !body.TryGetProperty("model", out var model) || model.ValueKind is not JsonValueKind.String || model.GetString() == ""
            ? "model: Field required"
        : !body.TryGetProperty("max_tokens", out var max) || !max.TryGetInt32(out var tokens) ? "max_tokens: Field required"
        : tokens < 1 ? "max_tokens: must be greater than or equal to 1"
        : null;

    private static string? CheckSystem(JsonElement body)
    {
        if (!body.TryGetProperty("system", out var system) || system.ValueKind is JsonValueKind.String) return null;
        if (system.ValueKind is not JsonValueKind.Array) return "system: Input should be a valid string or list";
        var broken = system.EnumerateArray().Any(block => !FakeClaudeMessageRules.IsText(block));
        return broken ? "system: text content blocks must be non-empty" : null;
    }

    private static string? CheckTools(JsonElement body)
    {
        if (!body.TryGetProperty("tools", out var tools)) return null;
        var names = new HashSet<string>();
        foreach (var tool in tools.EnumerateArray())
        {
            var name = tool.TryGetProperty("name", out var value) ? value.GetString() ?? "" : "";
            if (!ToolName().IsMatch(name)) return $"tools.name: String should match pattern '^[a-zA-Z0-9_-]{{1,128}}$': {name}";
            if (!names.Add(name)) return "tools: Tool names must be unique.";
            if (
                !tool.TryGetProperty("input_schema", out var schema)
                || !schema.TryGetProperty("type", out var type)
                || !type.ValueEquals("object")
            )
            {
                return "tools.input_schema.type: Field required";
            }
        }

        return null;
    }

    private static string? CheckCacheMarks(FakeClaudeRequest request)
    {
        var marks = request.CacheMarks;
        if (marks.Count > MaxCacheMarks)
        {
            return $"A maximum of {MaxCacheMarks} blocks with cache_control may be provided. Found {marks.Count}.";
        }
        var unknown = marks.Any(block => !block.GetProperty("cache_control").GetProperty("type").ValueEquals("ephemeral"));
        return unknown ? "cache_control.type: Input should be 'ephemeral'" : null;
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,128}$")]
    private static partial Regex ToolName();
}
