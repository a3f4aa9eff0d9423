using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using PageSize = UglyToad.PdfPig.Content.PageSize;

namespace CsrAgent.Tests.Adapters.Documents;

/// <summary>Files as programs for writing make them.</summary>
internal static class SomeDocuments
{
    private const int Bullets = 1;
    private const int Numbers = 2;

    /// <summary>With headings, lists by number and by style, a table; and what nobody is to read.</summary>
    public static byte[] Word() =>
        Word(
            Styled("Contents 2", "inhalt1"),
            Styled("Warranty", "berschrift1"),
            new Paragraph(
                new Run(new Text("It lasts ") { Space = SpaceProcessingModeValues.Preserve }),
                new DeletedRun(new Run(new DeletedText("one year"))),
                new MoveFromRun(new Run(new Text("three years"))),
                new Run(new RunProperties(new Vanish()), new Text("(not what we say on the phone)")),
                new Run(new Text("two years."))
            ),
            Styled("What it covers", "anhang"),
            Styled("Frames", "liste"),
            Item("Joints", Bullets, 1),
            Styled("Motors", "liste"),
            new Paragraph(),
            Item("Call us.", Numbers, 0),
            Item("Send it.", Numbers, 0),
            new Table(Row("Part", "Years"), Row("Frame | legs", "5")),
            new Table(Row("Keep the receipt."))
        );

    public static byte[] WordWithMergedCells() =>
        Word(
            new Table(
                new TableRow(Cell("Zone", new GridSpan { Val = 2 }), Cell("Fee")),
                new TableRow(Cell("EU", new VerticalMerge { Val = MergedCellValues.Restart }), Cell("Germany"), Cell("3")),
                new TableRow(Cell("", new VerticalMerge()), Cell("France"), Cell("4"))
            )
        );

    /// <summary>Whose blocks, rows and cells are in content controls, as those of forms are.</summary>
    public static byte[] WordWithControls() =>
        Word(
            new SdtBlock(new SdtContentBlock(new Paragraph(new SdtRun(new SdtContentRun(new Run(new Text("Above."))))))),
            new Table(
                Row("Part", "Years"),
                new TableRow(new SdtCell(new SdtContentCell(Cell("Frame"))), Cell("5")),
                new SdtRow(new SdtContentRow(Row("Motor", "2")))
            ),
            new Table(new SdtRow(new SdtContentRow(Row("In a box.")))),
            new CustomXmlBlock(new Paragraph(new Run(new Text("Below."))))
        );

    /// <param name="title">As XML.</param>
    public static byte[] WordWithProperties(string title)
    {
        using var stream = new MemoryStream();
        stream.Write(Word(new Paragraph(new Run(new Text("Text.")))));
        stream.Position = 0;
        using (var package = WordprocessingDocument.Open(stream, isEditable: true))
        {
            using var writer = new StreamWriter(package.AddCoreFilePropertiesPart().GetStream(FileMode.Create));
            writer.Write("<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' ");
            writer.Write($"xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>{title}</dc:title></cp:coreProperties>");
        }
        return stream.ToArray();
    }

    public static byte[] NestedWord(int depth) =>
        WordOf(writer => writer.Write(string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", depth))));

    /// <summary>So many million characters, which are mostly nothing.</summary>
    public static byte[] PackedWord(int millions) =>
        WordOf(writer =>
        {
            var blanks = new string(' ', 1_000_000);
            for (var written = 0; written < millions; written++) writer.Write(blanks);
        });

    private static byte[] WordOf(Action<TextWriter> writeBody)
    {
        using var stream = new MemoryStream();
        stream.Write(Word());
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("word/document.xml")!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("word/document.xml", CompressionLevel.Optimal).Open());
            writer.Write("<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>");
            writeBody(writer);
        }
        return stream.ToArray();
    }

    private static byte[] Word(params OpenXmlElement[] content)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
                StyleOf("inhalt1", "toc 1"),
                StyleOf("berschrift1", "heading 1"),
                StyleOf("berschrift2", "heading 2"),
                new Style(new StyleName { Val = "Anhang" }, new BasedOn { Val = "berschrift2" }) { StyleId = "anhang" },
                new Style(
                    new StyleName { Val = "List Bullet" },
                    new StyleParagraphProperties(new NumberingProperties(new NumberingId { Val = Bullets }))
                )
                {
                    StyleId = "liste",
                }
            );
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(
                ListOf(Bullets, NumberFormatValues.Bullet),
                ListOf(Numbers, NumberFormatValues.Decimal),
                new NumberingInstance(new AbstractNumId { Val = Bullets }) { NumberID = Bullets },
                new NumberingInstance(new AbstractNumId { Val = Numbers }) { NumberID = Numbers }
            );
            main.Document = new Document(new Body(content));
        }
        return stream.ToArray();
    }

    /// <summary>Each with a header and a footer; one without text where there are none.</summary>
    public static byte[] Pdf(int pages)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        if (pages == 0) builder.AddPage(PageSize.A4);
        for (var number = 1; number <= pages; number++)
        {
            var (page, y) = (builder.AddPage(PageSize.A4), 780.0);
            page.AddText("Alder & Finch handbook", 8, new PdfPoint(50, 820), font);
            page.AddText($"Page {number} of {pages}", 8, new PdfPoint(50, 20), font);
            if (number == 1) Line("Returns and refunds", 20, 30);
            Line($"How to return {number}", 14, 24);
            Line("You can return what you bought within 30 days. The re-", 11, 14);
            Line("fund goes to the card that paid.", 11, 30);
            Line("A second paragraph stands here.", 11, 24);
            Line("• Pack it.", 11, 14);
            Line("• Print the label.", 11, 24);
            Cells("Country", "Days");
            Cells("Germany", "3");
            Line($"That was part {number}.", 11, 14);

            void Cells(string one, string other)
            {
                page.AddText(other, 11, new PdfPoint(250, y), font);
                Line(one, 11, 14);
            }

            void Line(string text, double size, double gap)
            {
                page.AddText(text, size, new PdfPoint(50, y), font);
                y -= gap;
            }
        }
        return builder.Build();
    }

    /// <summary>A list whose marks are drawn, and a table whose cells have several lines.</summary>
    public static byte[] PdfWithTable()
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        Line(780, (50, "These are the deadlines, and a word or two to make the line as long as most lines are."));
        Line(752, (70, "Sofas: 100 days."));
        Line(739, (70, "Lamps: 30 days."));
        Line(700, (50, "Country"), (120, "Fee for a"), (200, "Notes"));
        Line(687, (120, "sofa"));
        Line(664, (200, "Carriers call half an hour"));
        Line(657, (50, "Germany"), (120, "39 EUR"));
        Line(650, (200, "before they arrive."));
        Line(627, (50, "Austria"), (120, "49 EUR"));
        Line(604, (50, "Switzerland"), (120, "79 CHF"), (200, "Customs apply."));
        Line(577, (50, "That is all."));
        return builder.Build();

        void Line(double y, params (double X, string Text)[] cells)
        {
            foreach (var (x, text) in cells) page.AddText(text, 11, new PdfPoint(x, y), font);
        }
    }

    public static byte[] PdfInColumns()
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        for (var line = 0; line < 15; line++)
        {
            page.AddText($"left {line} has words that go on and", 10, new PdfPoint(50, 780 - (line * 12)), font);
            page.AddText($"right {line} has words that go on and", 10, new PdfPoint(320, 780 - (line * 12)), font);
        }
        return builder.Build();
    }

    private static Style StyleOf(string id, string name) =>
        new(new StyleName { Val = name }) { Type = StyleValues.Paragraph, StyleId = id };

    private static AbstractNum ListOf(int id, NumberFormatValues format) =>
        new(
            new Level(new NumberingFormat { Val = format }) { LevelIndex = 0 },
            new Level(new NumberingFormat { Val = format }) { LevelIndex = 1 }
        )
        {
            AbstractNumberId = id,
        };

    private static Paragraph Styled(string text, string style) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = style }), new Run(new Text(text)));

    private static Paragraph Item(string text, int list, int level) =>
        new(
            new ParagraphProperties(
                new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = list })
            ),
            new Run(new Text(text))
        );

    private static TableRow Row(params string[] cells) => new(cells.Select(cell => Cell(cell)));

    private static TableCell Cell(string text, OpenXmlElement? property = null) =>
        new(new TableCellProperties(property is null ? [] : [property]), new Paragraph(new Run(new Text(text))));
}
