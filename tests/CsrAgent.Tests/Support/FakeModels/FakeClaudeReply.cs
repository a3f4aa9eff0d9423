using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>What the fake does with one request.</summary>
public abstract partial record FakeClaudeReply
{
    public static readonly FakeClaudeError InvalidKey = new(401, "authentication_error", "invalid x-api-key");
    public static readonly FakeClaudeError Overloaded = new(529, "overloaded_error", "Overloaded");
    public static readonly FakeClaudeError RateLimited = new(
        429,
        "rate_limit_error",
        "This request would exceed your organization's rate limit."
    )
    {
        RetryAfter = "1",
    };
    public static readonly FakeClaudeError ServerError = new(500, "api_error", "Internal server error");

    /// <summary>The account's spend limit: looks like a rate limit, has no retry-after, and no wait helps.</summary>
    public static readonly FakeClaudeError SpendLimit = new(429, "rate_limit_error", "Monthly spend limit reached.")
    {
        ErrorCode = "enforced_spend_limit_reached",
    };

    /// <summary>A spend limit that the operator set.</summary>
    public static readonly FakeClaudeError OwnSpendLimit = new(
        400,
        "invalid_request_error",
        "You have reached your specified API usage limits. You will regain access on 2027-01-01 at 00:00 UTC."
    );

    /// <summary>Time before the first byte.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Time between two events of a stream.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>What an event of a stream waits for, given its text; or an answer that is not streamed, as a whole.</summary>
    public Func<string, Task> Before { get; init; } = _ => Task.CompletedTask;

    public static FakeClaudeMessage Text(string text, string stopReason = "end_turn") => new([new FakeText(text)], stopReason);

    /// <param name="text">The answer.</param>
    /// <param name="result">Which search result it cites.</param>
    /// <param name="quote">Words of that result; its first sentence when null.</param>
    public static FakeClaudeMessage Citing(string text, int result = 0, string? quote = null) =>
        new([new FakeText(text) { Cites = [new(result, quote)] }]);

    /// <param name="name">The tool.</param>
    /// <param name="input">A JSON object; one that is cut short plays a truncated input.</param>
    public static FakeClaudeMessage Tool(string name, string input) => new([new FakeToolUse(name, input)], "tool_use");

    /// <summary>Thinks first, unseen, and then calls a tool.</summary>
    public static FakeClaudeMessage ThinkingTool(string signature, string name, string input) =>
        new([new FakeThinking("", signature), new FakeToolUse(name, input)], "tool_use");

    public static FakeClaudeError Error(int status, string type) => new(status, type, $"scripted {type}");

    /// <summary>Answers with the first two sentences of the first search result, and cites it; else does not know.</summary>
    public static FakeClaudeReply Default(FakeClaudeRequest request)
    {
        if (request.SearchResults is not [var first, ..]) return Text("I don't know. I found nothing about this in our help articles.");
        // All that stands between them too: a number with a point in it is no end of a sentence.
        var quote = SentencePattern().Matches(first.Text).Take(2).ToList() is [var begin, .., var end]
            ? first.Text[begin.Index..(end.Index + end.Length)].Trim()
            : first.Text.Trim();
        return Citing(quote, 0, quote);
    }

    internal static string FirstSentence(string text) =>
        SentencePattern().Match(text) is { Success: true } match ? match.Value.Trim() : text.Trim();

    [GeneratedRegex(@"[^.!?]+[.!?]+(\s+|$)", RegexOptions.Singleline)]
    private static partial Regex SentencePattern();
}

/// <summary>An answer as a model gives it.</summary>
public sealed record FakeClaudeMessage(IReadOnlyList<FakeBlock> Blocks, string StopReason = "end_turn") : FakeClaudeReply
{
    /// <summary>The policy for which it declined, where it did.</summary>
    public string RefusalCategory { get; init; } = "general_harms";
}

/// <summary>An answer that is cut in its middle: in the body, or after half of the events.</summary>
public sealed record FakeClaudeCut(FakeClaudeMessage Message, FakeCut How) : FakeClaudeReply
{
    /// <summary>For <see cref="FakeCut.ErrorEvent"/>.</summary>
    public string ErrorType { get; init; } = "overloaded_error";
}

/// <summary>An HTTP error.</summary>
public sealed record FakeClaudeError(int Status, string Type, string Message) : FakeClaudeReply
{
    /// <summary>Seconds or an HTTP date.</summary>
    public string? RetryAfter { get; init; }

    public int? RetryAfterMs { get; init; }

    public string? ErrorCode { get; init; }

    public bool? ShouldRetry { get; init; }
}

/// <summary>The connection is reset before a byte was sent.</summary>
public sealed record FakeClaudeReset : FakeClaudeReply;

/// <summary>Nothing comes until the client goes away.</summary>
public sealed record FakeClaudeHang : FakeClaudeReply;

/// <summary>200 with a body that is no answer.</summary>
public sealed record FakeClaudeGarbage(string Body, string ContentType = "text/html") : FakeClaudeReply;

public enum FakeCut
{
    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The body ends in good order, too early, as a proxy may end it. Only in streams: a JSON body is garbage then.</summary>
    End,

    /// <summary>Nothing more comes until the client goes away.</summary>
    Hang,

    /// <summary>An error event after the 200. Only in streams: in JSON it is a reset.</summary>
    ErrorEvent,
}

public abstract record FakeBlock;

public sealed record FakeText(string Text) : FakeBlock
{
    public IReadOnlyList<FakeCite> Cites { get; init; } = [];
}

public sealed record FakeToolUse(string Name, string Input) : FakeBlock;

/// <param name="Quote">Must stand in the result; its first sentence when null.</param>
public sealed record FakeCite(int Result, string? Quote);
