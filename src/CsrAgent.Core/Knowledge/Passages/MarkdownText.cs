using System.Text.RegularExpressions;

namespace CsrAgent.Knowledge.Passages;

/// <summary>Converts Markdown to plain text, for searching, quoting, and display without Markdown.</summary>
public static partial class MarkdownText
{
    /// <summary>The text without markup, link targets and table rules; line breaks are kept.</summary>
    public static string Plain(string markdown)
    {
        var text = Rules().Replace(markdown, "");
        text = Links().Replace(text, "$1");
        text = Edges().Replace(text, "");
        text = Cells().Replace(text, "; ");
        return Marks().Replace(text, "").Trim();
    }

    // Bounded repeats keep the cost linear for text full of opening brackets.
    [GeneratedRegex(@"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^[ \t]*(?:#{1,6}[ \t]|>[ \t]?|\|[ \t]*|[-*+][ \t])|[ \t]*\|[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Edges();

    [GeneratedRegex(@"^[ \t]{0,10}(?:\|?[ \t]{0,10}:?-{3,100}:?[ \t]{0,10}){1,50}\|?[ \t]*$\n?", RegexOptions.Multiline)]
    private static partial Regex Rules();

    [GeneratedRegex(@"[ \t]*\|[ \t]*")]
    private static partial Regex Cells();

    [GeneratedRegex(@"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|`{1,3}|(?<!\w)__?(?=\w)|(?<=[\w.])__?(?!\w)")]
    private static partial Regex Marks();
}
