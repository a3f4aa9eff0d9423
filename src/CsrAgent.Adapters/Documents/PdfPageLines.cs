using System.Text;
using UglyToad.PdfPig.Content;

namespace CsrAgent.Adapters.Documents;

/// <summary>Finds the lines of a page in the order in which people read them: a PDF only says where each letter stands.</summary>
internal static class PdfPageLines
{
    // A page of prose in two columns: so many lines, with so many letters on either side of the gap.
    private const int GutterSteps = 50;
    private const int MinColumnLines = 12;
    private const int MinColumnLetters = 25;

    public static IReadOnlyList<PdfLine> Of(Page page)
    {
        var words = page.GetWords().Where(word => !string.IsNullOrWhiteSpace(word.Text)).ToList();
        return FindGutter(words, page.Width) is { } gutter
            ? [.. LinesOf(words.Where(word => CenterOf(word) < gutter)), .. LinesOf(words.Where(word => CenterOf(word) >= gutter))]
            : LinesOf(words);
    }

    private static List<PdfLine> LinesOf(IEnumerable<Word> words)
    {
        var lines = new List<PdfLine>();
        var rows = RowsOf(words).ToList();
        var edge = rows.Select(row => row[^1].BoundingBox.Right).DefaultIfEmpty(0).Max();
        double? last = null;
        foreach (var row in rows)
        {
            var bottom = row.Average(word => word.BoundingBox.Bottom);
            var size = row.SelectMany(word => word.Letters).Select(letter => letter.PointSize).DefaultIfEmpty(10).Average();
            var gap = last is { } above ? (above - bottom) / Math.Max(size, 1) : double.MaxValue;
            lines.Add(new([.. row.Select(WordOf)], size, gap, edge - row[^1].BoundingBox.Right));
            last = bottom;
        }
        return lines;
    }

    private static PdfWord WordOf(Word word) => new(Spelled(word.Text), word.BoundingBox.Left, word.BoundingBox.Right);

    /// <summary>Words whose middles are at the same height.</summary>
    private static IEnumerable<List<Word>> RowsOf(IEnumerable<Word> words)
    {
        List<Word>? row = null;
        foreach (var word in words.OrderByDescending(word => MiddleOf(word)))
        {
            if (row is null || Math.Abs(MiddleOf(row[0]) - MiddleOf(word)) > Math.Max(row[0].BoundingBox.Height, 4) * 0.6)
            {
                if (row is not null) yield return Sorted(row);
                row = [];
            }
            row.Add(word);
        }
        if (row is not null) yield return Sorted(row);

        static List<Word> Sorted(List<Word> row) => [.. row.OrderBy(word => word.BoundingBox.Left)];
    }

    // "ﬁ" is one letter in many fonts.
    private static string Spelled(string word) =>
        word.Any(letter => letter is >= '\uFB00' and <= '\uFB06') ? word.Normalize(NormalizationForm.FormKC) : word;

    /// <summary>The middle of the gap between two columns of prose, or null.</summary>
    private static double? FindGutter(List<Word> words, double width)
    {
        var rows = RowsOf(words).ToList();
        for (var step = 0; step <= GutterSteps; step++)
        {
            var at = width * (0.35 + (0.3 * step / GutterSteps));
            var crossed = rows.Count(row => row.Exists(word => word.BoundingBox.Left < at + 4 && word.BoundingBox.Right > at - 4));
            var full = rows.Count(row => LettersOf(row, word => CenterOf(word) < at) && LettersOf(row, word => CenterOf(word) > at));
            // A heading may stand across both.
            if (full >= MinColumnLines && crossed <= rows.Count / 10) return at;
        }
        return null;

        static bool LettersOf(List<Word> row, Func<Word, bool> side) =>
            row.Where(side).Sum(word => word.Text.Length + 1) >= MinColumnLetters;
    }

    private static double CenterOf(Word word) => (word.BoundingBox.Left + word.BoundingBox.Right) / 2;

    private static double MiddleOf(Word word) => (word.BoundingBox.Bottom + word.BoundingBox.Top) / 2;
}
