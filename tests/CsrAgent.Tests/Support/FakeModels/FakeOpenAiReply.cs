namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>What the fake does with one request.</summary>
public abstract record FakeOpenAiReply;

/// <param name="ToolArguments">A JSON object as text; need not be whole.</param>
public sealed record FakeOpenAiMessage(string Text, string? FinishReason = "stop", string? ToolName = null, string? ToolArguments = null)
    : FakeOpenAiReply
{
    /// <summary>Null: the tool call comes without one.</summary>
    public string? CallId { get; init; } = "call_fake_1";

    /// <summary>Of the message; some servers say "model".</summary>
    public string Role { get; init; } = "assistant";

    /// <summary>The <c>usage</c> as JSON, in place of a right one.</summary>
    public string? Usage { get; init; }

    /// <summary>True: the text is a list of parts, beside one that thinks.</summary>
    public bool InParts { get; init; }

    /// <summary>True: every chunk of a stream carries the reason, not the last one alone.</summary>
    public bool RepeatsReason { get; init; }

    public static FakeOpenAiMessage Tool(string name, string arguments) => new("", "tool_calls", name, arguments);
}

/// <summary>An answer that is cut in its middle. <see cref="FakeCut.ErrorEvent"/> is an error object among the chunks.</summary>
public sealed record FakeOpenAiCut(FakeOpenAiMessage Message, FakeCut How) : FakeOpenAiReply;

public sealed record FakeOpenAiError(int Status, string Code, string Message) : FakeOpenAiReply
{
    public string? RetryAfter { get; init; }
}

public sealed record FakeOpenAiReset : FakeOpenAiReply;

public sealed record FakeOpenAiHang : FakeOpenAiReply;

public sealed record FakeOpenAiGarbage(string Body) : FakeOpenAiReply;

/// <summary>A body as it is sent, under the type that its server gives it.</summary>
public sealed record FakeOpenAiEvents(string ContentType, string Body) : FakeOpenAiReply;
