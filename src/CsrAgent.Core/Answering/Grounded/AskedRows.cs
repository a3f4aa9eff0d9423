
namespace CsrAgent.Answering.Grounded;

/// <summary>
/// A table out of which one thing was asked: "Alaska, Hawaii: Option: Standard; Time: 5–8 business days" instead of all its rows.
/// </summary>
internal static class AskedRows
{
    private const int MaxRows = 3;

    /// <summary>The text with each table replaced by the rows that the question speaks of; unchanged if it speaks of none.</summary>
    public static string Tell(string text, string question)
    {
        if (!text.Contains("\n|", StringComparison.Ordinal) && !text.StartsWith('|')) return text;
        var asked = WordHashes.Of(question);
        var (told, lines) = (new List<string>(), text.Split('\n'));
        for (var (i, end) = (0, 0); i < lines.Length; i = end)
        {
            while (end < lines.Length && lines[end].StartsWith('|')) end++;
            told.AddRange(end > i ? Tell(lines[i..end], asked) : [lines[end++]]);
        }
        return string.Join('\n', told);
    }

    private static IEnumerable<string> Tell(string[] table, HashSet<ulong> asked)
    {
        if (table.Length < 3) return table;
        var heads = CellsOf(table[0]);
        var rows = table[2..].Select(CellsOf).Where(row => row.Length == heads.Length).ToList();
        // A word that most rows begin with tells none of them apart.
        var common = rows.SelectMany(row => WordHashes.Of(row[0])).GroupBy(word => word).Where(word => word.Count() * 2 > rows.Count);
        var telling = asked.Except(common.Select(word => word.Key)).ToHashSet();
        var meant = rows.Where(row => WordHashes.Of(row[0]).Overlaps(telling)).ToList();
        return meant.Count is 0 or > MaxRows || meant.Count == rows.Count ? table : meant.Select(row => "- " + Sentence(heads, row));
    }

    private static string Sentence(string[] heads, string[] row) =>
        $"**{row[0]}:** "
        + string.Join("; ", heads.Zip(row).Skip(1).Select(cell => heads.Length == 2 ? cell.Second : $"{cell.First}: {cell.Second}"));

    private static string[] CellsOf(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
}
