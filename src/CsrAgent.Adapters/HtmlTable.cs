using System.Globalization;
using AngleSharp.Dom;

namespace CsrAgent.Adapters;

/// <summary>The cells of a table in HTML, each in its column: what spans several rows or columns is said in each of them.</summary>
internal static class HtmlTable
{
    private const int MaxSpan = 100;
    private const int MaxColumns = 100;

    /// <summary>Whether it arranges a page, rather than data.</summary>
    public static bool IsLayout(IElement table) =>
        table.GetAttribute("role") is "presentation" or "none" || table.QuerySelector("table, h1, h2, h3, h4") is not null;

    public static List<List<string>> Read(IElement table, Func<IElement, string> textOf)
    {
        var rows = new List<List<string>>();
        var fromAbove = new Dictionary<int, (string Text, int Rows)>();
        foreach (var row in table.QuerySelectorAll("tr"))
        {
            var cells = new List<string>();
            foreach (var cell in row.Children.Where(cell => cell.LocalName is "td" or "th"))
            {
                TakeFromAbove(cells, fromAbove);
                var (text, below) = (textOf(cell), SpanOf(cell, "rowspan") - 1);
                for (var columns = SpanOf(cell, "colspan"); columns > 0 && cells.Count < MaxColumns; columns--)
                {
                    if (below > 0) fromAbove[cells.Count] = (MarkdownTable.Repeated(text), below);
                    cells.Add(text);
                    text = MarkdownTable.Repeated(text);
                }
            }
            TakeFromAbove(cells, fromAbove);
            rows.Add(cells);
        }
        return rows;
    }

    private static void TakeFromAbove(List<string> cells, Dictionary<int, (string Text, int Rows)> fromAbove)
    {
        while (fromAbove.Remove(cells.Count, out var above))
        {
            if (above.Rows > 1) fromAbove[cells.Count] = (above.Text, above.Rows - 1);
            cells.Add(above.Text);
        }
    }

    private static int SpanOf(IElement cell, string name) =>
        int.TryParse(cell.GetAttribute(name), CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, MaxSpan) : 1;
}
