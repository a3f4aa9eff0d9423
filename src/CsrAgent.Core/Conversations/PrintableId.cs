using System.Globalization;
using System.Text;

namespace CsrAgent.Conversations;

/// <summary>What a name from outside must be like: of a session or an article, in any script.</summary>
public static class PrintableId
{
    /// <summary>UTF-16 units.</summary>
    public const int MaxLength = 200;

    /// <summary>For messages: "session_id must be" this.</summary>
    public static readonly string Description = $"1 to {MaxLength} printable characters, without a blank at its beginning or end";

    public static bool IsValid(string? value)
    {
        if (value is not { Length: > 0 and <= MaxLength }) return false;
        if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1])) return false;
        var at = 0;
        while (at < value.Length)
        {
            if (Rune.DecodeFromUtf16(value.AsSpan(at), out var rune, out var length) != System.Buffers.OperationStatus.Done) return false;
            if (!IsPrintable(Rune.GetUnicodeCategory(rune))) return false;
            at += length;
        }

        return true;
    }

    private static bool IsPrintable(UnicodeCategory category) =>
        category
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            );
}
