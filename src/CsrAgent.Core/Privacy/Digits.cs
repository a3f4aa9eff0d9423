using System.Globalization;

namespace CsrAgent.Privacy;

/// <summary>Digits of any script, and what people put between them.</summary>
internal static class Digits
{
    private const string Han = "〇一二三四五六七八九";
    private const string HanOfBanks = "零壹贰叁肆伍陆柒捌玖";
    private const string HanOfTaiwan = "零壹貳參肆伍陸柒捌玖";
    private const int HanFamily = -1;
    private const int MaxEncoded = 7;
    private const int LastOfGroup = 3;

    public static bool Any(string text)
    {
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) || (c > '\u007F' && (char.IsSurrogate(c) || ValueOf(c) >= 0))) return true;
        }
        return false;
    }

    /// <summary>The value of the digit at a place and how many chars it takes; -1 where there is none.</summary>
    public static int Read(string text, int at, out int length)
    {
        length = 1;
        var c = text[at];
        if (char.IsAsciiDigit(c)) return c - '0';
        if (c <= '\u007F') return c is '&' or '%' or '\\' ? ReadEncoded(text.AsSpan(at), out length) : -1;
        if (!char.IsHighSurrogate(c) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
        {
            return char.IsSurrogate(c) ? -1 : ValueOf(c);
        }
        length = 2;
        return CharUnicodeInfo.GetDigitValue(text, at);
    }

    /// <summary>Equal for digits of one script and style: two numbers that touch each other may differ in nothing else.</summary>
    public static int FamilyOf(string text, int at, int value)
    {
        var c = text[at];
        if (c is '&' or '%' or '\\') return '0';
        if (char.IsHighSurrogate(c)) return char.ConvertToUtf32(c, text[at + 1]) - value;
        return c >= '\u3000' && c < '\uF900' ? HanFamily : c - value;
    }

    /// <summary>True where a digit or letter ends right before the place, so that a number there is part of a longer word.</summary>
    public static bool IsGlued(string text, int before) => before >= 0 && before < text.Length && char.IsLetterOrDigit(text[before]);

    /// <summary>The same, except for letters of scripts that write no blanks: "电话是13821626129" is a word and a number.</summary>
    public static bool IsPartOfWord(string text, int at) =>
        IsGlued(text, at)
        && !(
            char.GetUnicodeCategory(text[at]) == UnicodeCategory.OtherLetter
            && text[at] is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or >= '\u2E80'
        );

    /// <summary>"4O13", "4l11": a letter that is typed for a digit, between digits or at an end of them.</summary>
    public static bool IsLetterForDigit(string text, int at)
    {
        if (!IsTypedForDigit(text[at])) return false;
        var (start, end) = (at, at + 1);
        while (start > 0 && IsTypedForDigit(text[start - 1])) start--;
        while (end < text.Length && IsTypedForDigit(text[end])) end++;
        if (IsGlued(text, start - 1) && !char.IsAsciiDigit(text[start - 1])) return false;
        if (end < text.Length && char.IsAsciiDigit(text[end])) return true;
        // "100l" is an amount.
        if (text[at] is not ('O' or 'o') || start < LastOfGroup || IsGlued(text, end)) return false;
        return text.AsSpan(start - LastOfGroup, LastOfGroup).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>Zero-width characters, variation selectors, enclosing marks, fillers: on the page they are not there.</summary>
    public static bool IsInvisible(char c) =>
        c > '\u007F'
        && (
            IsFiller(c)
            || CharUnicodeInfo.GetUnicodeCategory(c)
                is UnicodeCategory.Format
                    or UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.EnclosingMark
        );

    /// <summary>A tag or a variation selector beyond the first plane, two chars long.</summary>
    public static bool IsInvisiblePair(string text, int at) =>
        text[at] == '\uDB40' && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);

    /// <summary>Also minus, macron and the Japanese sound mark, which are typed for one.</summary>
    public static bool IsDash(char c) =>
        c is '-' or '\u2212' or '\u00AF' or '\u30FC' or '\uFF70'
        || (c > '\u007F' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation);

    public static bool IsSeparator(char c) =>
        c is '.' or '_' or '/' or '|' or '*' or '\u00B7' or '\u2022' or '\u2800' || IsFiller(c) || char.IsWhiteSpace(c) || IsDash(c);

    // Letters by their category, blanks to the eye.
    private static bool IsFiller(char c) => c is '\u115F' or '\u1160' or '\u3164' or '\uFFA0';

    /// <summary>As HTML, URLs and escaped strings spell a digit: &amp;#52; &amp;#x34; %34 \u0034.</summary>
    private static int ReadEncoded(ReadOnlySpan<char> text, out int length)
    {
        length = 1;
        var (from, digits, style) = text switch
        {
            ['&', '#', 'x' or 'X', ..] => (3, text[3..].IndexOf(';'), NumberStyles.AllowHexSpecifier),
            ['&', '#', ..] => (2, text[2..].IndexOf(';'), NumberStyles.None),
            ['%', _, _, ..] => (1, 2, NumberStyles.AllowHexSpecifier),
            ['\\', 'u', _, _, _, _, ..] => (2, 4, NumberStyles.AllowHexSpecifier),
            _ => (0, 0, NumberStyles.None),
        };
        if (digits is < 1 or > MaxEncoded) return -1;
        if (!int.TryParse(text.Slice(from, digits), style, CultureInfo.InvariantCulture, out var code) || code is < '0' or > '9') return -1;
        length = from + digits + (text[0] == '&' ? 1 : 0);
        return code - '0';
    }

    private static bool IsTypedForDigit(char c) => c is 'O' or 'o' or 'I' or 'l';

    private static int ValueOf(char c)
    {
        if (c is < '\u3000' or >= '\uF900') return CharUnicodeInfo.GetDigitValue(c);
        var value = Han.IndexOf(c, StringComparison.Ordinal);
        if (value < 0) value = HanOfBanks.IndexOf(c, StringComparison.Ordinal);
        if (value < 0) value = HanOfTaiwan.IndexOf(c, StringComparison.Ordinal);
        return value >= 0 || c < '\u3200' || c > '\u33FF' ? value : CharUnicodeInfo.GetDigitValue(c);
    }
}
