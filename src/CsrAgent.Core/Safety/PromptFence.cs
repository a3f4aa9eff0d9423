using System.Globalization;
using System.Text;

namespace CsrAgent.Safety;

/// <summary>
/// Puts text that is data between marks that it can not forge: every <c>&lt;</c> that could open or close a tag becomes a look-alike,
/// and characters that a reader does not see but a model does are dropped.
/// </summary>
internal static class PromptFence
{
    public static string Wrap(string tag, string data, string? attributes = null) =>
        $"<{tag}{(attributes is null ? "" : " " + attributes)}>\n{Neutralise(data)}\n</{tag}>";

    /// <summary>A value that may stand in an attribute of a mark.</summary>
    public static string Attribute(string name, string value) =>
        $"{name}=\"{Neutralise(value).Replace('"', '\'').ReplaceLineEndings(" ")}\"";

    public static string Neutralise(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
                continue;
            safe.Append(rune.Value switch { '<' or '＜' or '﹤' => "‹", '>' or '＞' or '﹥' => "›", _ => rune.ToString() });
        }

        return safe.ToString();
    }

    // Joiners stay: Persian, Hindi and emoji need them.
    private static bool IsHidden(Rune rune) => rune.Value switch
    {
        '\n' or '\t' or 0x200C or 0x200D => false,
        '\r' => true,
        >= 0xE0000 and <= 0xE007F => true,
        _ => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned,
    };
}
