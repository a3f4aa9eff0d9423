using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CsrAgent.Adapters.Documents;

/// <summary>
/// A Word file (.docx): its headings, paragraphs, lists and tables. Headers, footers, notes, comments, text boxes, the table of contents,
/// and hidden, deleted or moved text are left out. One block of it is in memory at a time.
/// </summary>
internal sealed class WordDocument
{
    private const int MaxSpan = 100;

    private readonly WordStyles _styles;
    private readonly StringBuilder _lines = new();
    private readonly Dictionary<(int List, int Level), int> _numbers = [];
    private string? _title;
    private string? _heading;
    private int? _list;

    private WordDocument(WordStyles styles) => _styles = styles;

    /// <exception cref="FormatException">Says what is wrong and what to do.</exception>
    public static DocumentText Read(byte[] content)
    {
        // Word keeps a document with a password in the container of its old format.
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new FormatException("The file has a password, or is in Word's old format. Save it as .docx without a password.");
        }
        try
        {
            WordLimits.CheckLists(content);
            using var package = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
            return Read(package);
        }
        // The library throws whatever it comes to on a file that is not what it says: one file must not take the folder away.
        catch (Exception e) when (e is not FormatException)
        {
            throw new FormatException($"The file cannot be read as a Word document ({e.GetType().Name}). Save it again in Word.", e);
        }
    }

    private static DocumentText Read(WordprocessingDocument package)
    {
        if (package.MainDocumentPart is not { } main) throw new FormatException("The file holds no document.");
        WordLimits.Check(main);
        WordLimits.Check(main.StyleDefinitionsPart);
        WordLimits.Check(main.NumberingDefinitionsPart);
        WordLimits.Check(package.CoreFilePropertiesPart);
        var document = new WordDocument(new WordStyles(main));
        using var reader = OpenXmlReader.Create(main);
        document.Write(reader);
        if (document._lines.Length == 0) throw new FormatException("The file has no text. Save pictures of text as text, or remove it.");
        var title = document._title ?? DocumentTitle.Of(package.PackageProperties.Title) ?? document._heading;
        return new(title, null, [], document._lines.ToString().Trim());
    }

    private void Write(OpenXmlReader reader)
    {
        do
        {
            if (!reader.Read()) throw new FormatException("The file holds no document.");
        } while (reader.ElementType != typeof(Body));
        if (!reader.ReadFirstChild()) return;
        do
        {
            if (reader.LoadCurrentElement() is { } element) Write(element);
        } while (reader.ReadNextSibling());
    }

    private void Write(OpenXmlElement element)
    {
        switch (element)
        {
            case Paragraph paragraph:
                Write(paragraph);
                break;
            case Table table:
                EndList();
                Write(table);
                break;
            case SdtBlock or SdtContentBlock or CustomXmlBlock:
                foreach (var inner in element.Elements()) Write(inner);
                break;
        }
    }

    private void Write(Paragraph paragraph)
    {
        var text = TextOf(paragraph);
        if (text.Length == 0 || _styles.IsContents(paragraph)) return;
        if (_styles.HeadingOf(paragraph) is { } level)
        {
            EndList();
            _heading ??= text;
            if (_styles.IsTitle(paragraph)) _title ??= text;
            _lines.Append(new string('#', Math.Clamp(level, 1, 6))).Append(' ').Append(text).Append("\n\n");
        }
        else if (_styles.ListOf(paragraph) is { } list)
        {
            WriteItem(text, list);
        }
        else
        {
            EndList();
            _lines.Append(text).Append("\n\n");
        }
    }

    private void WriteItem(string text, (int List, int Level) list)
    {
        // Lists within a list may be of another kind.
        if (list.Level == 0 && _list != list.List) EndList();
        _list = list.List;
        var deeper = _numbers.Keys.Where(key => key.List == list.List && key.Level > list.Level).ToList();
        deeper.ForEach(key => _numbers.Remove(key));
        var mark = "-";
        if (_styles.StartOf(list) is { } start)
        {
            _numbers[list] = _numbers.TryGetValue(list, out var last) ? last + 1 : start;
            mark = $"{_numbers[list]}.";
        }
        _lines.Append(' ', list.Level * 3).Append(mark).Append(' ').Append(text).Append('\n');
    }

    private void EndList()
    {
        if (_list is not null) _lines.Append('\n');
        _list = null;
    }

    private void Write(Table table)
    {
        var rows = RowsOf(table);
        // A box around some text is a table too.
        if (rows.TrueForAll(row => row.Count == 1))
        {
            var cells = ChildrenOf<TableRow>(table).SelectMany(ChildrenOf<TableCell>);
            foreach (var element in cells.SelectMany(cell => cell.Elements())) Write(element);
        }
        else if (MarkdownTable.Write(rows) is { Length: > 0 } lines)
        {
            _lines.Append(lines).Append("\n\n");
        }
    }

    /// <summary>What spans several rows or columns is said in each of them.</summary>
    private static List<List<string>> RowsOf(Table table)
    {
        var rows = new List<List<string>>();
        foreach (var row in ChildrenOf<TableRow>(table))
        {
            var cells = new List<string>();
            foreach (var cell in ChildrenOf<TableCell>(row))
            {
                var isFromAbove = cell.TableCellProperties?.VerticalMerge is { } merge && merge.Val?.Value != MergedCellValues.Restart;
                var above = isFromAbove ? MarkdownTable.Repeated(rows.LastOrDefault()?.ElementAtOrDefault(cells.Count) ?? "") : null;
                var text = above ?? TextOf(cell);
                var span = Math.Clamp(cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, 1, MaxSpan);
                cells.Add(text);
                cells.AddRange(Enumerable.Repeat(MarkdownTable.Repeated(text), span - 1));
            }
            rows.Add(cells);
        }
        return rows;
    }

    /// <summary>Rows and cells that are filled in from elsewhere stand in content controls.</summary>
    private static IEnumerable<T> ChildrenOf<T>(OpenXmlElement parent)
        where T : OpenXmlElement =>
        parent
            .Elements()
            .SelectMany(child =>
                child switch
                {
                    T found => [found],
                    SdtRow or SdtContentRow or CustomXmlRow or SdtCell or SdtContentCell or CustomXmlCell => ChildrenOf<T>(child),
                    _ => [],
                }
            );

    private static string TextOf(TableCell cell) => string.Join(' ', cell.Descendants<Paragraph>().Select(TextOf)).Trim();

    private static string TextOf(Paragraph paragraph)
    {
        var text = new StringBuilder();
        foreach (var run in paragraph.Descendants<Run>().Where(run => IsShown(run) && run.Ancestors<Paragraph>().First() == paragraph))
        {
            foreach (var element in run.Elements())
            {
                if (element is Text words) text.Append(words.Text);
                else if (element is NoBreakHyphen) text.Append('-');
                else if (element is TabChar or Break or CarriageReturn) text.Append(' ');
            }
        }
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // Deleted text is of another kind.
    private static bool IsShown(Run run) =>
        run.RunProperties?.Vanish is null or { Val: { Value: false } } && !run.Ancestors<MoveFromRun>().Any();
}
