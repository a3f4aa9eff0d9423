using System.Globalization;

namespace CsrAgent.Privacy;

/// <summary>Digits of any script, and the separators that people put between them.</summary>
internal static class Digits
{
    public static bool Any(string text)
    {
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) || (c > '\u007F' && (char.IsSurrogate(c) || CharUnicodeInfo.GetDigitValue(c) >= 0))) return true;
        }
        return false;
    }

    /// <summary>The value of the digit at a position and its length in chars; -1 if there is none.</summary>
    public static int Read(string text, int at, out int length)
    {
        length = 1;
        var c = text[at];
        if (c <= '\u007F') return char.IsAsciiDigit(c) ? c - '0' : -1;
        if (!char.IsHighSurrogate(c) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
        {
            return char.IsSurrogate(c) ? -1 : CharUnicodeInfo.GetDigitValue(c);
        }
        length = 2;
        return CharUnicodeInfo.GetDigitValue(text, at);
    }

    /// <summary>True if a digit or letter ends right before the position, so that a number there is part of a longer word.</summary>
    public static bool IsGlued(string text, int before) => before >= 0 && before < text.Length && char.IsLetterOrDigit(text[before]);

    /// <summary>Zero-width characters, variation selectors and enclosing marks, which readers do not see.</summary>
    public static bool IsInvisible(char c) =>
        c > '\u007F'
        && CharUnicodeInfo.GetUnicodeCategory(c)
            is UnicodeCategory.Format
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark;

    public static bool IsDash(char c) =>
        c is '-' or '\u2212' or '\u00AF' || (c > '\u007F' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation);

    public static bool IsSeparator(char c) =>
        c is '.' or '_' or '/' or '|' or '*' or '\u00B7' or '\u2022' or '\u2800' or '\u3164' || char.IsWhiteSpace(c) || IsDash(c);
}
