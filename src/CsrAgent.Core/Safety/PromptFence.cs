using System.Buffers;
using System.Globalization;
using System.Text;

namespace CsrAgent.Safety;

/// <summary>
/// Wraps text that is data in tags that it cannot forge: every <c>&lt;</c> that could open or close a tag becomes a look-alike, and
/// characters that are invisible to readers but not to a model are dropped.
/// </summary>
internal static class PromptFence
{
    // Most text consists of these only, and passes unchanged.
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(IsPlain),
    ]);

    public static string Wrap(string tag, string data, string? attributes = null) =>
        $"<{tag}{(attributes is null ? "" : " " + attributes)}>\n{Neutralise(data)}\n</{tag}>";

    /// <summary>A value that is safe in a tag's attribute.</summary>
    public static string Attribute(string name, string value) =>
        $"{name}=\"{Neutralise(value).Replace('"', '\'').ReplaceLineEndings(" ")}\"";

    public static string Neutralise(string text)
    {
        var plain = text.AsSpan().IndexOfAnyExcept(Plain);
        return plain < 0 ? text : Neutralise(text, plain);
    }

    private static string Neutralise(string text, int plain)
    {
        var safe = new StringBuilder(text, 0, plain, text.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.AsSpan(plain).EnumerateRunes())
        {
            if (IsHidden(rune)) continue;
            if (LookAlike(rune) is { } other) safe.Append(other);
            else safe.Append(units[..rune.EncodeToUtf16(units)]);
        }

        return safe.ToString();
    }

    private static bool IsPlain(char c) => Rune.TryCreate(c, out var rune) && !IsHidden(rune) && LookAlike(rune) is null;

    private static char? LookAlike(Rune rune) =>
        rune.Value switch
        {
            '<' or '＜' or '﹤' => '‹',
            '>' or '＞' or '﹥' => '›',
            _ => null,
        };

    // Joiners stay: Persian, Hindi and emoji need them.
    private static bool IsHidden(Rune rune) =>
        rune.Value switch
        {
            '\n' or '\t' or 0x200C or 0x200D => false,
            '\r' => true,
            >= 0xE0000 and <= 0xE007F => true,
            _ => Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned,
        };
}
