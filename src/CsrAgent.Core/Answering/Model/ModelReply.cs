using System.Globalization;
using System.Text;
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

    /// <summary>Nothing that can be seen: a zero-width space alone is no reply.</summary>
    public bool IsEmpty => !Text.EnumerateRunes().Any(IsVisible);

    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.PrivateUse
            )
        // Letters and a symbol by their category, blanks to the eye.
        && rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800);
}
