using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace CsrAgent.Adapters;

/// <summary>
/// Turns an article's HTML into the Markdown that passages are made from: its text and its structure, not its looks. Pure.
/// </summary>
internal static class ArticleHtml
{
    private const int MaxDepth = 100;

    private static readonly HashSet<string> Silent = ["script", "style", "iframe", "object", "svg", "video", "audio", "noscript"];

    private static readonly HashSet<string> Blocks =
    [
        .. (
            "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
            + "hr li main nav ol p pre section summary table ul"
        ).Split(' '),
    ];

    public static string ToMarkdown(string html) => ToMarkdown(new HtmlParser().ParseDocument(html).Body!);

    public static string ToMarkdown(IElement body)
    {
        var lines = new StringBuilder();
        WriteBlocks(body, lines, "", 0);
        return lines.ToString().Trim();
    }

    /// <summary>Runs of inline nodes become paragraphs between the blocks.</summary>
    private static void WriteBlocks(INode parent, StringBuilder to, string indent, int depth)
    {
        if (depth > MaxDepth) return;
        var inline = new StringBuilder();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element && (Blocks.Contains(element.LocalName) || HasBlocks(element)))
            {
                Flush(inline, to, indent);
                WriteBlock(element, to, indent, depth + 1);
            }
            else
            {
                WriteInline(node, inline, depth + 1);
            }
        }
        Flush(inline, to, indent);
    }

    private static bool HasBlocks(IElement element) =>
        !Silent.Contains(element.LocalName) && element.Children.Any(child => Blocks.Contains(child.LocalName));

    private static void Flush(StringBuilder inline, StringBuilder to, string indent)
    {
        var text = string.Join('\n', inline.ToString().Split('\n').Select(line => Collapsed(line)).Where(line => line.Length > 0));
        inline.Clear();
        if (text.Length > 0) Paragraph(text, to, indent);
    }

    private static void Paragraph(string text, StringBuilder to, string indent)
    {
        foreach (var line in text.Split('\n')) to.Append(line.Length > 0 ? indent : "").Append(line).Append('\n');
        to.Append('\n');
    }

    private static void WriteBlock(IElement element, StringBuilder to, string indent, int depth)
    {
        switch (element.LocalName)
        {
            case ['h', >= '1' and <= '6' and var level]:
                var heading = PlainText(element);
                if (heading.Length > 0) Paragraph($"{new string('#', level - '0')} {heading}", to, indent);
                break;
            case "ul" or "ol":
                WriteList(element, to, indent, depth);
                break;
            case "pre":
                Paragraph($"```\n{element.TextContent.Trim('\n')}\n```", to, indent);
                break;
            case "blockquote":
                WriteBlocks(element, to, indent + "> ", depth);
                break;
            case "table":
                WriteTable(element, to, indent, depth);
                break;
            case "hr":
                break;
            default:
                WriteBlocks(element, to, indent, depth);
                break;
        }
    }

    private static void WriteList(IElement list, StringBuilder to, string indent, int depth)
    {
        var number = int.TryParse(list.GetAttribute("start"), CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.Children)
        {
            var mark = list.LocalName == "ol" ? $"{number++}. " : "- ";
            var inner = new StringBuilder();
            if (item.LocalName == "li") WriteBlocks(item, inner, "", depth + 1);
            else WriteBlock(item, inner, "", depth + 1);
            var lines = inner.ToString().Trim('\n').Split('\n').Where(line => line.Length > 0).ToList();
            for (var at = 0; at < lines.Count; at++)
            {
                to.Append(indent).Append(at == 0 ? mark : new string(' ', mark.Length)).Append(lines[at]).Append('\n');
            }
        }
        to.Append('\n');
    }

    private static void WriteTable(IElement table, StringBuilder to, string indent, int depth)
    {
        if (HtmlTable.IsLayout(table))
        {
            foreach (var cell in CellsOf(table)) WriteBlocks(cell, to, indent, depth);
            return;
        }
        if (table.QuerySelector("caption") is { } caption && PlainText(caption) is { Length: > 0 } text) Paragraph(text, to, indent);
        var rows = HtmlTable.Read(table, cell => InOneLine(cell, depth));
        if (MarkdownTable.Write(rows) is { Length: > 0 } lines) Paragraph(lines, to, indent);
    }

    private static IEnumerable<IElement> CellsOf(IElement table) =>
        table.QuerySelectorAll("td, th, caption").Where(cell => cell.Closest("table") == table);

    private static string InOneLine(IElement element, int depth)
    {
        var text = new StringBuilder();
        WriteBlocks(element, text, "", depth + 1);
        return Collapsed(text.ToString());
    }

    /// <summary>Its words alone, in one line.</summary>
    public static string PlainText(IElement element)
    {
        var text = new StringBuilder();
        WritePlain(element, text, 0);
        return Collapsed(text.ToString());
    }

    private static void WritePlain(INode node, StringBuilder to, int depth)
    {
        if (depth > MaxDepth) return;
        if (node is IText text) to.Append(text.Data);
        if (node is not IElement element || Silent.Contains(element.LocalName)) return;
        if (element.LocalName == "img") to.Append(element.GetAttribute("alt"));
        var separates = element.LocalName == "br" || Blocks.Contains(element.LocalName);
        if (separates) to.Append(' ');
        foreach (var child in element.ChildNodes) WritePlain(child, to, depth + 1);
        if (separates) to.Append(' ');
    }

    private static void WriteInline(INode node, StringBuilder to, int depth)
    {
        if (depth > MaxDepth) return;
        if (node is IText text)
        {
            to.Append(text.Data.Replace('\n', ' '));
            return;
        }
        if (node is not IElement element || Silent.Contains(element.LocalName)) return;
        switch (element.LocalName)
        {
            case "br":
                to.Append('\n');
                break;
            case "img":
                to.Append(element.GetAttribute("alt"));
                break;
            case "code":
                to.Append('`').Append(element.TextContent).Append('`');
                break;
            case "strong" or "b":
                Wrap("**", element, to, depth);
                break;
            case "em" or "i":
                Wrap("*", element, to, depth);
                break;
            case "a":
                WriteLink(element, to, depth);
                break;
            default:
                WriteInlines(element, to, depth);
                break;
        }
    }

    private static void WriteInlines(IElement element, StringBuilder to, int depth)
    {
        foreach (var child in element.ChildNodes) WriteInline(child, to, depth + 1);
    }

    private static void Wrap(string mark, IElement element, StringBuilder to, int depth)
    {
        var inner = new StringBuilder();
        WriteInlines(element, inner, depth);
        var text = inner.ToString();
        if (text.Trim().Length == 0 || text.Contains('\n', StringComparison.Ordinal)) to.Append(text);
        else to.Append(text.StartsWith(' ') ? " " : "").Append(mark).Append(text.Trim()).Append(mark).Append(text.EndsWith(' ') ? " " : "");
    }

    // A link within the help center alone leads nowhere outside it.
    private static void WriteLink(IElement element, StringBuilder to, int depth)
    {
        var inner = new StringBuilder();
        WriteInlines(element, inner, depth);
        var (label, target) = (Collapsed(inner.ToString()), element.GetAttribute("href") ?? "");
        var isAddress = Uri.TryCreate(target, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https" or "mailto" or "tel");
        if (label.Length == 0) return;
        if (isAddress) to.Append('[').Append(label).Append("](<").Append(url!.AbsoluteUri).Append(">)");
        else to.Append(label);
    }

    private static string Collapsed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
