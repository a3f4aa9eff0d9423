namespace CsrAgent.Adapters;

/// <summary>Rows of cells as a table in Markdown; the first row is its head.</summary>
internal static class MarkdownTable
{
    private const int MaxRepeated = 200;

    public static string Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        var filled = rows.Where(row => row.Any(cell => cell.Length > 0)).ToList();
        if (filled.Count == 0) return "";
        var width = filled.Max(row => row.Count);
        var lines = filled
            .Select(row => row.Select(Escape).Concat(Enumerable.Repeat("", width - row.Count)))
            .Select(cells => $"| {string.Join(" | ", cells)} |")
            .ToList();
        lines.Insert(1, $"|{string.Concat(Enumerable.Repeat(" --- |", width))}");
        return string.Join('\n', lines);
    }

    /// <summary>What a cell says in the further rows and columns that it spans: the same, unless that would multiply a long text.</summary>
    public static string Repeated(string cell) => cell.Length <= MaxRepeated ? cell : "";

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);
}
