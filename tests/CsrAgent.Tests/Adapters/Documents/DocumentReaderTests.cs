using System.IO.Compression;
using System.Text;
using CsrAgent.Adapters.Documents;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Adapters.Documents;

/// <summary>HTML, PDF and Word files in the folder, beside Markdown.</summary>
public sealed class DocumentReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("csr-documents-");
    private readonly KnowledgeOptions _options = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Read_Html_IsItsContentWithoutMenus()
    {
        Write(
            "faq/returns.html",
            Encoding.UTF8.GetBytes(
                """
                <!doctype html><html lang="de-DE"><head><title>Rückgabe | Alder</title><meta name="keywords" content="Retoure, Umtausch">
                <style>p {}</style></head><body><nav><a href="/">Start</a></nav><main><h1>Rückgabe</h1><h2>So geht es</h2>
                <ol><li>Verpacken</li><li>Senden</li></ol><table><tr><th>Land</th><th>Tage</th></tr><tr><td>DE</td><td>3</td></tr></table>
                <script>alert(1)</script></main><footer>Impressum</footer></body></html>
                """
            )
        );
        var article = Assert.Single((await ReadAsync()).Articles);
        Assert.Equal(("faq/returns.html", "Rückgabe", "de", null), (article.Id, article.Title, article.Language, article.Url));
        Assert.Equal(["Retoure", "Umtausch"], article.Tags);
        Assert.Equal("## So geht es\n\n1. Verpacken\n2. Senden\n\n| Land | Tage |\n| --- | --- |\n| DE | 3 |", article.Body);
    }

    [Fact]
    public async Task Read_Html_InTheCharsetThatItNames()
    {
        Write("a.htm", Encoding.Latin1.GetBytes("<head><meta charset='iso-8859-1'></head><p>Café für alle.</p>"));
        Assert.Equal("Café für alle.", Assert.Single((await ReadAsync()).Articles).Body);
    }

    [Fact]
    public async Task Read_Word_KeepsHeadingsListsAndTables()
    {
        Write("Warranty_terms.docx", SomeDocuments.Word());
        var found = await ReadAsync();
        Assert.Empty(found.Failed);
        var article = Assert.Single(found.Articles);
        Assert.Equal(("Warranty_terms.docx", "Warranty"), (article.Id, article.Title));
        Assert.Equal(
            "It lasts two years.\n\n## What it covers\n\n- Frames\n   - Joints\n- Motors\n\n1. Call us.\n2. Send it.\n\n"
                + "| Part | Years |\n| --- | --- |\n| Frame \\| legs | 5 |\n\nKeep the receipt.",
            article.Body
        );
    }

    [Fact]
    public async Task Read_Pdf_KeepsHeadingsListsTablesAndNoFooters()
    {
        Write("handbook.pdf", SomeDocuments.Pdf(pages: 3));
        var article = Assert.Single((await ReadAsync()).Articles);
        Assert.Equal(("handbook.pdf", "Returns and refunds", "en"), (article.Id, article.Title, article.Language));
        Assert.StartsWith(
            "## How to return 1\n\nYou can return what you bought within 30 days. The refund goes to the card "
                + "that paid.\n\nA second paragraph stands here.\n- Pack it.\n- Print the label.\n\n| Country | Days |\n| --- | --- |\n"
                + "| Germany | 3 |",
            article.Body,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Page 2 of 3", article.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_PdfTable_JoinsTheLinesOfACell()
    {
        Write("fees.pdf", SomeDocuments.PdfWithTable());
        Assert.Equal(
            "These are the deadlines, and a word or two to make the line as long as most lines are.\n\n"
                + "Sofas: 100 days.\nLamps: 30 days.\n\n"
                + "| Country | Fee for a sofa | Notes |\n| --- | --- | --- |\n"
                + "| Germany | 39 EUR | Carriers call half an hour before they arrive. |\n"
                + "| Austria | 49 EUR |  |\n| Switzerland | 79 CHF | Customs apply. |\n\nThat is all.",
            Assert.Single((await ReadAsync()).Articles).Body
        );
    }

    [Fact]
    public async Task Read_PdfInTwoColumns_ReadsOneAfterTheOther()
    {
        Write("columns.pdf", SomeDocuments.PdfInColumns());
        var body = Assert.Single((await ReadAsync()).Articles).Body;
        Assert.InRange(body.IndexOf("left 14", StringComparison.Ordinal), 0, body.IndexOf("right 0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("locked.pdf", "password")]
    [InlineData("torn.pdf", "cannot be read as a PDF")]
    [InlineData("long.pdf", "KNOWLEDGE_MAX_PAGES")]
    [InlineData("empty.pdf", "OCR")]
    [InlineData("bomb.pdf", "larger than it looks")]
    [InlineData("loop.pdf", "no pages")]
    [InlineData("pages.pdf", "100000 pages")]
    [InlineData("nested.pdf", "drawings that consist of drawings")]
    [InlineData("ambiguous.pdf", "drawings that consist of drawings")]
    [InlineData("recursive.pdf", "contain each other")]
    [InlineData("deep.pdf", "more than 50 deep")]
    [InlineData("images.pdf", "far more than people can read")]
    [InlineData("letters.pdf", "far more than people can read")]
    [InlineData("deep.docx", "within each other")]
    [InlineData("bomb.docx", "when unpacked")]
    [InlineData("properties.docx", "when unpacked")]
    [InlineData("locked.docx", "password")]
    [InlineData("torn.docx", "cannot be read as a Word document")]
    [InlineData("zip.docx", "no document")]
    [InlineData("empty.html", "no text")]
    [InlineData("large.html", "KNOWLEDGE_MAX_FILE_SIZE")]
    public async Task Read_BadFile_IsNamedAndTheOthersGoOn(string name, string expected)
    {
        (_options.MaxPages, _options.MaxFileSize) = (2, 700_000);
        Write(
            name,
            name switch
            {
                "locked.pdf" => SomePdfs.Locked(),
                "torn.pdf" => SomeDocuments.Pdf(pages: 1)[..500],
                "long.pdf" => SomeDocuments.Pdf(pages: 3),
                "empty.pdf" => SomeDocuments.Pdf(pages: 0),
                "bomb.pdf" => SomePdfs.Packed(millions: 101),
                "properties.docx" => SomeDocuments.WordWithProperties(new string(' ', 51_000_000)),
                "loop.pdf" => SomePdfs.Endless(),
                "pages.pdf" => SomePdfs.WithPages(100_000),
                "nested.pdf" => SomePdfs.Nested(levels: 10, calls: 10),
                "ambiguous.pdf" => SomePdfs.Ambiguous(),
                "recursive.pdf" => SomePdfs.Recursive(),
                "deep.pdf" => SomePdfs.Nested(levels: 51, calls: 1),
                "images.pdf" => SomePdfs.WithImages(60_000),
                "letters.pdf" => SomePdfs.Page(SomePdfs.Repeat("(twenty letters or so)Tj ", 26_000)),
                "deep.docx" => SomeDocuments.NestedWord(5_000),
                "bomb.docx" => SomeDocuments.PackedWord(millions: 51),
                "locked.docx" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]],
                "torn.docx" => SomeDocuments.Word()[..500],
                "zip.docx" => Zip("other.txt"),
                "empty.html" => "<html><body><nav>Menu</nav></body></html>"u8.ToArray(),
                _ => new byte[700_001],
            }
        );
        Write("good.md", "---\nid: kb-1\ntitle: Title\n---\nText."u8.ToArray());
        var found = await ReadAsync();
        Assert.Equal("kb-1", Assert.Single(found.Articles).Id);
        var failure = Assert.Single(found.Failed);
        Assert.Equal(name, failure.Id);
        Assert.StartsWith($"{name}: ", failure.Error, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WordTable_SaysMergedCellsInEachOfTheirRows()
    {
        Write("fees.docx", SomeDocuments.WordWithMergedCells());
        var body = Assert.Single((await ReadAsync()).Articles).Body;
        Assert.Equal("| Zone | Zone | Fee |\n| --- | --- | --- |\n| EU | Germany | 3 |\n| EU | France | 4 |", body);
    }

    [Fact]
    public async Task Read_WordContentControls_AreReadAsWhatTheyHold()
    {
        Write("form.docx", SomeDocuments.WordWithControls());
        var body = Assert.Single((await ReadAsync()).Articles).Body;
        Assert.Equal("Above.\n\n| Part | Years |\n| --- | --- |\n| Frame | 5 |\n| Motor | 2 |\n\nIn a box.\n\nBelow.", body);
    }

    [Fact]
    public async Task Read_WordTitleWithControlCharacters_IsOneLine()
    {
        Write("odd.docx", SomeDocuments.WordWithProperties("&#x7F;Care&#x9;of&#x80; your&#xA;sofa"));
        Assert.Equal("Care of your sofa", Assert.Single((await ReadAsync()).Articles).Title);
    }

    [Fact]
    public async Task Read_TextLongerThanAnArticle_SaysWhatToDo()
    {
        Write("long.html", System.Text.Encoding.UTF8.GetBytes($"<p>{new string('x', 2_000)}</p>"));
        _options.MaxArticleSize = 1_000;
        var error = Assert.Single((await ReadAsync()).Failed).Error;
        Assert.Contains("raise KNOWLEDGE_MAX_ARTICLE_SIZE", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OtherFiles_AreLeftAlone()
    {
        foreach (var name in new[] { "~$open.docx", "picture.png", "old.doc", ".hidden.pdf" }) Write(name, new byte[10]);
        var found = await ReadAsync();
        Assert.Empty(found.Articles);
        Assert.Empty(found.Failed);
    }

    [Fact]
    public async Task Read_LongPath_HasAnIdAllTheSame()
    {
        var place = $"{new string('a', 120)}/{new string('b', 120)}.html";
        Write(place, "<p>Text.</p>"u8.ToArray());
        Assert.StartsWith("file-", Assert.Single((await ReadAsync()).Articles).Id, StringComparison.Ordinal);
    }

    private async Task<SourceArticles> ReadAsync()
    {
        _options.Path = _folder.FullName;
        return (await new FolderSource(Options.Create(_options), TimeProvider.System).ReadAllAsync(Cancellation))!;
    }

    private void Write(string path, byte[] content)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }

    private static byte[] Zip(string name)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create)) zip.CreateEntry(name);
        return stream.ToArray();
    }
}
