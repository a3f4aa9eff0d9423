using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks;

/// <summary>A cell's place in its table, by the names of its row and its column.</summary>
/// <param name="table">Its first row: cells with the same are of one table.</param>
/// <param name="row">The first cell of its row.</param>
/// <param name="column">What stands above it.</param>
internal sealed partial class TableCell(string table, string row, string column)
{
    private const int StemLength = 5;

    // Words that name no row, but join two names.
    private static readonly HashSet<string> Joining =
    [
        .. "with from than your over more each only such ohne über mehr avec sans pour".Split(' '),
    ];

    private readonly HashSet<string> _row = NamesIn(row);
    private readonly HashSet<string> _column = NamesIn(column);

    /// <summary>The names that a text may have, also short ones and numbers: "TV", "Low season", "Home 50".</summary>
    public static HashSet<string> NamesIn(string text) =>
        [
            .. Name()
                .Matches(text)
                .Select(name => name.Value.ToLowerInvariant())
                .Where(name => !Joining.Contains(name))
                .Select(name => name[..Math.Min(name.Length, StemLength)]),
        ];

    /// <summary>
    /// A text names another row or column of the same table than this cell's, and nothing that this one's has and the other lacks.
    /// </summary>
    /// <param name="clause">The names that stand near the number.</param>
    /// <param name="sentence">Those of the whole sentence.</param>
    /// <param name="cells">All cells.</param>
    public bool IsBeside(HashSet<string> clause, HashSet<string> sentence, IReadOnlyList<TableCell> cells)
    {
        var own = cells.Where(other => other.Table == Table).ToArray();
        var rows = own.Any(other => IsNamed(clause, other._row)) ? clause : sentence;
        return own.Any(other => IsMore(rows, other._row, _row) || IsMore(clause, other._column, _column));
    }

    private string Table { get; } = table;

    private static bool IsMore(HashSet<string> said, HashSet<string> other, HashSet<string> own) =>
        IsNamed(said, other)
        && said.Any(name => other.Contains(name) && !own.Contains(name))
        && !said.Any(name => own.Contains(name) && !other.Contains(name));

    // "100" alone is not "Home 100".
    private static bool IsNamed(HashSet<string> said, HashSet<string> name) =>
        said.Any(word => name.Contains(word) && !char.IsDigit(word[0])) || name.Count == 1 && said.IsSupersetOf(name);

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]{3,}|\p{Lu}[\p{L}\p{M}]+|\d+")]
    private static partial Regex Name();
}
