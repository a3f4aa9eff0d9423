using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>The result of one model call, streamed or not.</summary>
internal sealed record ModelReply
{
    private static readonly ChatFinishReason Paused = new("pause_turn");

    /// <summary>The messages to send back to the model when the conversation continues.</summary>
    public required IList<ChatMessage> Messages { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<CitedSpan> Cited { get; init; }

    public required IReadOnlyList<FunctionCallContent> Calls { get; init; }

    /// <summary>The model wrote a tool call as text, and not so that it could be read.</summary>
    public bool HasBrokenCall { get; init; }

    public ChatFinishReason? Reason { get; init; }

    public bool IsRefused => Reason == ChatFinishReason.ContentFilter;

    public bool IsCut => Reason == ChatFinishReason.Length;

    public bool IsPaused => Reason == Paused;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);
}
