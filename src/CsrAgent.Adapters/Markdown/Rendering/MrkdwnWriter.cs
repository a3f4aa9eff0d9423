using System.Text.RegularExpressions;

namespace CsrAgent.Adapters.Markdown.Rendering;

/// <summary>
/// Slack's mrkdwn. It has no escape for its marks, so those that stand for themselves are kept from marking by an invisible character.
/// </summary>
internal sealed partial class MrkdwnWriter : LineWriter
{
    private const string WordJoiner = "\u2060";

    private static readonly char[] MarkSigns = ['*', '_', '~', '`'];

    protected override string Literal(string text) => Marks().Replace(Escape(text), WordJoiner + "$0");

    protected override string Emphasis(char delimiter, int count, string text, bool isWord)
    {
        var mark = (delimiter, count) switch
        {
            ('~', _) => "~",
            (_, 1) => "_",
            _ => "*",
        };
        if (!isWord && count == 1) return delimiter + text + delimiter;
        // Within a word, across lines or around a code, Slack would show the mark itself.
        return !isWord || text.Contains('\n', StringComparison.Ordinal) || text.StartsWith(mark, StringComparison.Ordinal)
            ? text
            : mark + text + mark;
    }

    protected override string Code(string text) => "`" + Escape(text).Replace("`", "'", StringComparison.Ordinal) + "`";

    protected override string Link(string url, string label)
    {
        var address = Escape(url).Replace("|", "%7C", StringComparison.Ordinal);
        return $"<{address}|{label.Replace('\n', ' ')}>";
    }

    protected override string Heading(int level, string text) => text.Contains('*', StringComparison.Ordinal) ? text : $"*{text}*";

    protected override string CodeBlock(string text) =>
        "```\n" + Escape(text).Replace("```", "'''", StringComparison.Ordinal) + "\n```";

    protected override string Quote(string text) => "> " + text.Replace("\n", "\n> ", StringComparison.Ordinal);

    protected override string Table(IReadOnlyList<IReadOnlyList<string>> rows) => "```\n" + Aligned([.. rows.Select(Unmarked)]) + "\n```";

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    // In preformatted text marks would be shown.
    private static List<string> Unmarked(IReadOnlyList<string> row) =>
        [.. row.Select(cell => LabelledLink().Replace(cell, "$1").Replace(WordJoiner, "", StringComparison.Ordinal).Trim(MarkSigns))];

    [GeneratedRegex(@"(?<=^|[^\p{L}\p{N}])[*_~`](?=\S)")]
    private static partial Regex Marks();

    [GeneratedRegex(@"<[^|>]*\|([^>]*)>")]
    private static partial Regex LabelledLink();
}
