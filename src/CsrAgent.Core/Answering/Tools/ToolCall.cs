namespace CsrAgent.Answering.Tools;

/// <param name="Arguments">As the model wrote them: anything may be missing or of another kind.</param>
internal sealed record ToolCall(string CallId, AnswerRequest Request, IReadOnlyDictionary<string, object?> Arguments)
{
    /// <summary>A non-empty text argument, or null.</summary>
    public string? Text(string name) => Arguments.GetValueOrDefault(name)?.ToString()?.Trim() is { Length: > 0 } text ? text : null;
}
