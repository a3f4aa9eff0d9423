using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace CsrAgent.Adapters.Documents;

/// <summary>A PDF file: headings by the size of their letters, lists by their marks, tables by their gaps.</summary>
internal static partial class PdfText
{
    // Larger than the text around it by so much, and no longer than that.
    private const double HeadingSize = 1.15;
    private const int MaxHeadingLength = 120;

    // Lines closer than that, in heights of their letters, are of one paragraph.
    private const double MaxLineGap = 1.7;

    /// <exception cref="FormatException">Says what is wrong and what to do.</exception>
    public static DocumentText Read(byte[] content, int maxPages)
    {
        var limits = new PdfLimits();
        try
        {
            using var document = PdfDocument.Open(content, new ParsingOptions { FilterProvider = limits });
            if (document.NumberOfPages > maxPages)
            {
                throw new FormatException(
                    $"The file has {document.NumberOfPages} pages; {maxPages} are allowed (KNOWLEDGE_MAX_PAGES). Split it."
                );
            }
            new PdfDrawings(document.Structure.TokenScanner, document.Structure.FilterProvider).Count(document);
            limits.Restart();
            var lines = WithoutRepeated(PagesOf(document, limits));
            var (title, markdown) = Write(lines);
            return new(DocumentTitle.Of(document.Information.Title) ?? title, null, [], markdown);
        }
        catch (PdfDocumentEncryptedException e)
        {
            throw new FormatException("The file has a password. Save it without one.", e);
        }
        // The library throws whatever it comes to on a file that is not what it says: one file must not take the folder away.
        catch (Exception e) when (e is not FormatException)
        {
            throw new FormatException($"The file cannot be read as a PDF ({e.GetType().Name}). Save it again from where it comes from.", e);
        }
    }

    private static List<IReadOnlyList<PdfLine>> PagesOf(PdfDocument document, PdfLimits limits)
    {
        var pages = new List<IReadOnlyList<PdfLine>>();
        foreach (var page in document.GetPages())
        {
            pages.Add(PdfPageLines.Of(page));
            limits.ThrowIfExceeded();
        }
        if (pages.Count == 0) throw new FormatException("The file has no pages. Save it again from where it comes from.");
        var empty = pages.Count(page => page.Count == 0);
        if (empty * 2 > pages.Count)
        {
            throw new FormatException(
                $"{empty} of its {pages.Count} pages hold pictures of text, or nothing. Save it from the program that wrote it, or run OCR."
            );
        }
        if (!IsReadable(pages.SelectMany(page => page).SelectMany(line => line.Text)))
        {
            throw new FormatException("Its letters cannot be read, since its fonts do not say what they are. Save it anew, or run OCR.");
        }
        return pages;
    }

    private static bool IsReadable(IEnumerable<char> text)
    {
        var (all, unknown) = (0, 0);
        foreach (var letter in text)
        {
            all++;
            if (letter is '\uFFFD' or (>= '\uE000' and <= '\uF8FF') || char.IsControl(letter)) unknown++;
        }
        return unknown * 10 < all;
    }

    /// <summary>A line that stands at the edge of most pages is a header or a footer.</summary>
    private static List<PdfLine> WithoutRepeated(List<IReadOnlyList<PdfLine>> pages)
    {
        var often = pages
            .SelectMany(page => EdgesOf(page).Select(KeyOf).Distinct())
            .GroupBy(text => text)
            .Where(group => group.Count() > 2 && group.Count() * 2 > pages.Count)
            .Select(group => group.Key)
            .ToHashSet();
        return [.. pages.SelectMany(page => page.Except(EdgesOf(page).Where(IsRepeated)))];

        bool IsRepeated(PdfLine line) => often.Contains(KeyOf(line)) || IsPageNumber(line.Text);
    }

    private static IEnumerable<PdfLine> EdgesOf(IReadOnlyList<PdfLine> page) => page.Take(2).Concat(page.TakeLast(2));

    private static string KeyOf(PdfLine line) => Numbers().Replace(line.Text, "#");

    private static bool IsPageNumber(string text) => text.Length <= 4 && text.All(char.IsAsciiDigit);

    private static (string? Title, string Markdown) Write(List<PdfLine> lines)
    {
        var (text, title) = (new StringBuilder(), (string?)null);
        var usual = lines.GroupBy(line => Math.Round(line.Size)).MaxBy(group => group.Sum(line => line.Text.Length))!.Key;
        var sizes = lines.Where(line => IsHeading(line, usual)).Select(line => Math.Round(line.Size)).Distinct().OrderDescending().ToList();
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            if (IsHeading(line, usual))
            {
                title ??= line.Text;
                var level = Math.Min(sizes.IndexOf(Math.Round(line.Size)) + 1, 6);
                text.Append("\n\n").Append('#', level).Append(' ').Append(line.Text).Append("\n\n");
            }
            else if (Bullet().Match(line.Text) is { Success: true } bullet)
            {
                text.Append("\n- ").Append(line.Text[bullet.Length..]);
            }
            else if (Number().IsMatch(line.Text))
            {
                text.Append('\n').Append(line.Text);
            }
            else if (PdfTable.At(lines, at) is { } table)
            {
                text.Append("\n\n").Append(MarkdownTable.Write(table.Rows)).Append("\n\n");
                at += table.Lines - 1;
            }
            else
            {
                Continue(text, line, at > 0 ? lines[at - 1] : null);
            }
        }
        return (title, Blanks().Replace(text.ToString(), "\n\n").Trim());
    }

    // Words that were cut at the end of a line are put together again. Where the first word would have had room in the line before it,
    // somebody has begun a new line: often the item of a list whose marks are drawn, and not letters.
    private static void Continue(StringBuilder text, PdfLine line, PdfLine? before)
    {
        if (text.Length == 0 || text[^1] == '\n') text.Append(line.Text);
        else if (line.Gap > MaxLineGap) text.Append("\n\n").Append(line.Text);
        else if (IsCut(text) && char.IsLower(line.Text[0])) text.Remove(text.Length - 1, 1).Append(line.Text);
        else text.Append(before is not null && WidthOf(line.Words[0]) + line.Size < before.Room ? '\n' : ' ').Append(line.Text);
    }

    private static double WidthOf(PdfWord word) => word.Right - word.Left;

    private static bool IsCut(StringBuilder text) => text.Length > 1 && text[^1] is '-' or '\u2010' or '\u00AD' && char.IsLetter(text[^2]);

    private static bool IsHeading(PdfLine line, double usual) =>
        line.Size >= usual * HeadingSize && line.Text.Length <= MaxHeadingLength && line.Text.Any(char.IsLetter);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^[•●▪■◦‣⁃∙·–o-][ \t]+")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\d{1,3}[.)] +\S")]
    private static partial Regex Number();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Blanks();
}
