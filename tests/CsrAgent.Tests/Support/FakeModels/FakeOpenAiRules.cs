using System.Text.Json;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>What the API demands of a request, in so far as this product can break it.</summary>
internal static class FakeOpenAiRules
{
    private static readonly HashSet<string> Roles = ["system", "developer", "user", "assistant", "tool"];

    /// <summary>The first rule that is broken, or null.</summary>
    public static string? Check(FakeOpenAiRequest request)
    {
        var body = request.Body;
        if (request.Headers.GetValueOrDefault("content-type")?.StartsWith("application/json", StringComparison.Ordinal) != true)
        {
            return "Content-Type must be application/json";
        }
        if (!body.TryGetProperty("model", out var model) || model.ValueKind is not JsonValueKind.String || model.GetString() == "")
        {
            return "you must provide a model parameter";
        }
        if (
            !body.TryGetProperty("messages", out var messages)
            || messages.ValueKind is not JsonValueKind.Array
            || messages.GetArrayLength() == 0
        )
        {
            return "messages: expected an array with minimum length 1";
        }
        return messages.EnumerateArray().Select(CheckMessage).FirstOrDefault(wrong => wrong is not null) ?? CheckToolTurns(messages);
    }

    private static string? CheckMessage(JsonElement message)
    {
        var role = message.TryGetProperty("role", out var value) ? value.GetString() : null;
        if (role is null || !Roles.Contains(role)) return $"messages.role: '{role}' is not one of {string.Join(", ", Roles)}";
        var hasContent =
            message.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.String or JsonValueKind.Array;
        return hasContent || (role == "assistant" && message.TryGetProperty("tool_calls", out _))
            ? null
            : "messages.content: expected a string or an array";
    }

    private static string? CheckToolTurns(JsonElement messages)
    {
        var open = new HashSet<string>();
        foreach (var message in messages.EnumerateArray())
        {
            if (message.GetProperty("role").ValueEquals("tool"))
            {
                if (!message.TryGetProperty("tool_call_id", out var id) || !open.Remove(id.GetString()!))
                {
                    return "messages with role 'tool' must be a response to a preceding message with 'tool_calls'";
                }
            }
            else if (open.Count > 0)
            {
                return $"An assistant message with 'tool_calls' must be followed by tool messages for each: {string.Join(", ", open)}";
            }
            else if (message.TryGetProperty("tool_calls", out var calls))
            {
                open = [.. calls.EnumerateArray().Select(call => call.GetProperty("id").GetString()!)];
            }
        }

        return open.Count > 0 ? "tool calls without a response" : null;
    }
}
