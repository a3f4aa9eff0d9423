namespace CsrAgent.Adapters.Documents;

/// <summary>A table of a page: lines whose words stand in the same columns.</summary>
/// <param name="Lines">How many it takes up.</param>
internal sealed record PdfTable(IReadOnlyList<IReadOnlyList<string>> Rows, int Lines)
{
    // Between columns, in heights of letters: wider than between words.
    private const double MinGutter = 0.4;

    // Between lines of one table, and between lines of one cell at most.
    private const double MaxGap = 3.5;
    private const double MaxCellGap = 1.5;
    private const double MaxSizeChange = 0.2;

    /// <summary>The one that begins with the line, or null.</summary>
    public static PdfTable? At(List<PdfLine> lines, int at)
    {
        var first = lines[at];
        var columns = Widen([], first);
        if (columns.Count < 2) return null;
        var found = new List<PdfLine> { first };
        foreach (var line in lines.Skip(at + 1))
        {
            if (line.Gap > MaxGap || Math.Abs(line.Size - first.Size) > first.Size * MaxSizeChange) break;
            var wider = Widen(columns, line);
            if (wider.Count < columns.Count) break;
            columns = wider;
            found.Add(line);
        }
        // A short paragraph below it stands in its first column.
        while (found.Count > 1 && CountIn(CellsOf(found[^1], columns)) == 1 && found[^1].Gap > MaxCellGap) found.RemoveAt(found.Count - 1);
        var rows = RowsOf(found, columns);
        return rows.Count(row => CountIn(row) > 1) > 1 ? new PdfTable(rows, found.Count) : null;
    }

    /// <summary>The columns, so that they hold the words of the line too: those that a word stands in both of become one.</summary>
    private static List<(double Left, double Right)> Widen(List<(double Left, double Right)> columns, PdfLine line)
    {
        var wider = new List<(double Left, double Right)>();
        foreach (var part in columns.Concat(line.Words.Select(word => (word.Left, word.Right))).OrderBy(part => part.Left))
        {
            if (wider.Count > 0 && part.Left - wider[^1].Right < line.Size * MinGutter)
            {
                wider[^1] = (wider[^1].Left, Math.Max(wider[^1].Right, part.Right));
            }
            else
            {
                wider.Add(part);
            }
        }
        return wider;
    }

    private static List<string[]> RowsOf(List<PdfLine> lines, List<(double Left, double Right)> columns)
    {
        var gaps = lines.Skip(1).Select(line => line.Gap).DefaultIfEmpty(0).ToList();
        // Lines of a cell are closer to each other than rows are, unless all are as close.
        var isEven = gaps.Max() < gaps.Min() * 1.2;
        var rows = new List<string[]>();
        foreach (var line in lines)
        {
            var cells = CellsOf(line, columns);
            var isPart = line.Gap < MaxCellGap && CountIn(cells) < cells.Length && (!isEven || cells[0].Length == 0);
            if (isPart && rows.Count > 0) rows[^1] = [.. rows[^1].Zip(cells, (above, cell) => $"{above} {cell}".Trim())];
            else rows.Add(cells);
        }
        return rows;
    }

    private static string[] CellsOf(PdfLine line, List<(double Left, double Right)> columns) =>
        [.. columns.Select(column => string.Join(' ', line.Words.Where(word => IsIn(word, column)).Select(word => word.Text)))];

    private static bool IsIn(PdfWord word, (double Left, double Right) column) => word.Left >= column.Left && word.Left <= column.Right;

    private static int CountIn(string[] cells) => cells.Count(cell => cell.Length > 0);
}
