using System.Globalization;
using System.Net;

namespace CsrAgent.Adapters.Markdown.Rendering;

/// <summary>A fragment of HTML for e-mail and tickets.</summary>
internal sealed class HtmlWriter : MarkupWriter
{
    protected override string LineBreak => "<br>\n";

    protected override string Rule => "<hr>";

    protected override string Literal(string text) => WebUtility.HtmlEncode(text);

    protected override string Emphasis(char delimiter, int count, string text, bool isWord)
    {
        var tag = (delimiter, count) switch
        {
            ('~', _) => "del",
            (_, 1) => "em",
            _ => "strong",
        };
        return Element(tag, text);
    }

    protected override string Code(string text) => Element("code", Literal(text));

    protected override string Link(string url, string label) => $"<a href=\"{WebUtility.HtmlEncode(url)}\">{label}</a>";

    protected override string Paragraph(string text) => Element("p", text);

    protected override string Heading(int level, string text) => Element("h" + level.ToString(CultureInfo.InvariantCulture), text);

    protected override string CodeBlock(string text) => Element("pre", Element("code", Literal(text)));

    protected override string Quote(string text) => Element("blockquote", text);

    protected override string List(bool isOrdered, int start, IReadOnlyList<string> items)
    {
        var lines = string.Concat(items.Select(item => Element("li", Tight(item)) + "\n"));
        if (!isOrdered) return $"<ul>\n{lines}</ul>";
        return start == 1 ? $"<ol>\n{lines}</ol>" : $"<ol start=\"{start}\">\n{lines}</ol>";
    }

    protected override string Table(IReadOnlyList<IReadOnlyList<string>> rows) =>
        $"<table>\n{string.Concat(rows.Select((row, i) => Row(i == 0 ? "th" : "td", row)))}</table>";

    protected override string Join(IEnumerable<string> blocks) => string.Join('\n', blocks);

    private static string Row(string tag, IReadOnlyList<string> cells) =>
        Element("tr", string.Concat(cells.Select(cell => Element(tag, cell)))) + "\n";

    // An item of one paragraph needs no paragraph.
    private static string Tight(string item) =>
        item.StartsWith("<p>", StringComparison.Ordinal) && item.LastIndexOf("<p>", StringComparison.Ordinal) == 0
            ? item[3..].Replace("</p>", "", StringComparison.Ordinal)
            : item;

    private static string Element(string tag, string content) => $"<{tag}>{content}</{tag}>";
}
