using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.OpenAi.Dialects;

/// <summary>
/// An answer that a server could not finish, and says so in its own way under a status of 200: to its reader it is a connection that broke.
/// </summary>
internal static class BrokenAnswer
{
    private const int MaxLength = 200;

    // OpenRouter, DeepSeek, GLM, vLLM and SGLang.
    private static readonly FrozenSet<string> Reasons = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ["error", "insufficient_system_resource", "network_error", "abort", "aborted", "cancelled", "canceled", "timeout"]
    );

    /// <exception cref="IOException">The answer, or this chunk of it, is one.</exception>
    public static void ThrowIf(JsonObject answer)
    {
        if (FaultIn(answer) is { } fault) throw new IOException($"The model's server broke its answer off: {fault}.");
    }

    private static string? FaultIn(JsonObject answer)
    {
        var choices = AnswerRepair.Choices(answer).ToList();
        if (ErrorIn(answer) is { } error) return error;
        if (choices.Count == 0 && (AnswerRepair.Text(answer["object"]) == "error" || answer.ContainsKey("detail")))
        {
            return ShortText.Of(answer.ToJsonString(), MaxLength);
        }
        return choices.Select(FaultOf).FirstOrDefault(fault => fault is not null);
    }

    // Some servers send an empty one where there is none.
    private static string? ErrorIn(JsonObject part) =>
        part["error"]?.ToJsonString() is { } error && error is not ("\"\"" or "{}" or "false") ? ShortText.Of(error, MaxLength) : null;

    private static string? FaultOf(JsonObject choice) =>
        ErrorIn(choice) is { } error ? error
        : AnswerRepair.Text(choice["finish_reason"]) is { } reason && Reasons.Contains(reason) ? $"finish_reason {reason}"
        : null;
}
