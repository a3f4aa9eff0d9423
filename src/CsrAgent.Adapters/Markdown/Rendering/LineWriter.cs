namespace CsrAgent.Adapters.Markdown.Rendering;

/// <summary>What plain text and Slack have in common: blocks are lines, and an empty line stands between them.</summary>
internal abstract class LineWriter : MarkupWriter
{
    private const int MaxColumn = 40;

    protected override string LineBreak => "\n";

    protected override string Rule => "———";

    protected override string Paragraph(string text) => text;

    protected override string List(bool isOrdered, int start, IReadOnlyList<string> items) =>
        string.Join('\n', items.Select((item, i) => Item(isOrdered ? $"{start + i}. " : "• ", item)));

    protected override string Join(IEnumerable<string> blocks) => string.Join("\n\n", blocks);

    /// <summary>The columns lined up, for a font in which all letters are equally wide.</summary>
    protected static string Aligned(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var columns = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        var widths = Enumerable
            .Range(0, columns)
            .Select(i => rows.Max(row => i < row.Count && row[i].Length <= MaxColumn ? row[i].Length : 0))
            .ToList();
        return string.Join('\n', rows.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()));
    }

    // A nested list stands right below its item; an item of several paragraphs keeps the empty line between them.
    private static string Item(string marker, string item)
    {
        var indent = new string(' ', marker.Length);
        return marker + item.Replace("\n\n• ", "\n• ", StringComparison.Ordinal).Replace("\n", "\n" + indent, StringComparison.Ordinal);
    }
}
