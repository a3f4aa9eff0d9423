namespace CsrAgent.Answering.Tools;

/// <param name="Arguments">As the model wrote them: any may be missing or of the wrong type.</param>
internal sealed record ToolCall(string CallId, AnswerRequest Request, IReadOnlyDictionary<string, object?> Arguments)
{
    /// <summary>A non-empty text argument, or null.</summary>
    public string? Text(string name) => Arguments.GetValueOrDefault(name)?.ToString()?.Trim() is { Length: > 0 } text ? text : null;
}
