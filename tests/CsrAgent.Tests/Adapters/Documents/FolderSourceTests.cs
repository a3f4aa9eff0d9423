using CsrAgent.Adapters.Documents;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Adapters.Documents;

public sealed class FolderSourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("csr-folder-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Read_Article_GivesAllItsFields()
    {
        Write(
            "deep/er/one.md",
            "---\r\nid: kb-1\r\ntitle: \"One: the first\"\r\nurl: https://example.com/1\r\ntags: [a, b c]\r\nlanguage: de\r\n"
                + "extra: {x: 1}\r\n---\r\n\r\nText.\r\n"
        );
        var article = Assert.Single((await ReadAsync()).Articles);
        Assert.Equal(
            ("kb-1", "One: the first", "https://example.com/1", "de", "\nText.\n"),
            (article.Id, article.Title, article.Url, article.Language, article.Body)
        );
        Assert.Equal(["a", "b c"], article.Tags);
    }

    [Fact]
    public async Task Read_Entity_IsTheArticles()
    {
        Write("one.md", "---\nid: kb-1\ntitle: One\nentity: Hotel Astoria\n---\nText.");
        Assert.Equal("Hotel Astoria", Assert.Single((await ReadAsync()).Articles).Entity);
    }

    [Theory]
    [InlineData("tags: a, b")]
    [InlineData("tags:\n- a\n- b")]
    public async Task Read_Tags_MayBeWrittenInSeveralWays(string tags)
    {
        Write("one.md", $"---\nid: kb-1\ntitle: One\n{tags}\n---\nText.");
        Assert.Equal(["a", "b"], Assert.Single((await ReadAsync()).Articles).Tags);
    }

    [Theory]
    [InlineData("Just text.", null, "front matter")]
    [InlineData("---\nid: kb-9\ntitle: No end", "kb-9", "does not end")]
    [InlineData("---\nid: kb-9\n---\nText.", "kb-9", "'title'")]
    [InlineData("---\nid: taxi/*/1\n---\nText.", "taxi/*/1", "'title'")]
    [InlineData("---\nid: 'doc_(general)_001'\n---\nText.", "doc_(general)_001", "'title'")]
    [InlineData("---\ntitle: No id\n---\nText.", null, "'id'")]
    [InlineData("---\nid: kb-9\ntitle: a: b: c\n---\nText.", "kb-9", "not valid YAML in line 3")]
    [InlineData("---\ntitle: [broken\nid: kb-9\n---\nText.", "kb-9", "not valid YAML")]
    [InlineData("---\nid: kb-9\nid: kb-8\ntitle: x\n---\nText.", "kb-9", "not valid YAML")]
    [InlineData("---\n- a\n- b\n---\nText.", null, "key: value")]
    [InlineData("---\n---\nText.", null, "key: value")]
    [InlineData("---\nid: kb-9\ntitle: Empty\n---\n", "kb-9", "'body'")]
    [InlineData("---\ndraft: true\nid: kb-9\ntitle: x\n---\nText.", "kb-9", "This is a draft")]
    [InlineData("---\nid: kb-9\ntitle: x\nurl: nowhere\n---\nText.", "kb-9", "'url'")]
    public async Task Read_BadFile_IsNamedAndTheOthersGoOn(string text, string? id, string expected)
    {
        Write("bad.md", text);
        Write("good.md", Good("kb-1"));
        var listing = await ReadAsync();
        Assert.Equal("kb-1", Assert.Single(listing.Articles).Id);
        var failure = Assert.Single(listing.Failures);
        Assert.Equal(("bad.md", id), (failure.Place, failure.ArticleId));
        Assert.Contains(expected, failure.Error, StringComparison.Ordinal);
        Assert.StartsWith("bad.md: ", failure.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_SameIdTwice_FirstFileWins()
    {
        Write("a.md", Good("kb-1", "First"));
        Write("b.md", Good("kb-1", "Second"));
        var found = (await Source().ReadAllAsync(Cancellation))!;
        Assert.Equal("First", Assert.Single(found.Articles).Title);
        Assert.Contains("'a.md'", Assert.Single(found.Failed).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_LinksAndHiddenFolders_AreNotFollowed()
    {
        var outside = Directory.CreateTempSubdirectory("csr-outside-");
        try
        {
            File.WriteAllText(Path.Combine(outside.FullName, "secret.md"), Good("secret"));
            Write("good.md", Good("kb-1"));
            Write(".git/hidden.md", Good("hidden"));
            Write("..2024_06_01/mounted.md", Good("mounted"));
            Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "out"), outside.FullName);
            File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link.md"), Path.Combine(outside.FullName, "secret.md"));
            var listing = await ReadAsync();
            Assert.Equal(["kb-1", "mounted"], listing.Articles.Select(article => article.Id).Order());
            Assert.Empty(listing.Failures);
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Read_LargeOrUnreadableText_IsNamed()
    {
        Write("large.md", Good("kb-1") + new string('x', 2_000));
        File.WriteAllBytes(Path.Combine(_folder.FullName, "latin.md"), [.. "---\nid: kb-2\ntitle: caf"u8, 0xe9, .. "\n---\nText."u8]);
        var listing = await ReadAsync(maxSize: 1_000);
        Assert.Contains(
            listing.Failures,
            failure => failure.Place == "large.md" && failure.Error.Contains("KNOWLEDGE_MAX_ARTICLE_SIZE", StringComparison.Ordinal)
        );
        Assert.Contains(
            listing.Failures,
            failure => failure.Place == "latin.md" && failure.Error.Contains("UTF-8", StringComparison.Ordinal)
        );
    }

    [Theory]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    [InlineData("lost+found", false)]
    [InlineData("drafts", true)]
    public async Task Read_FolderThatMayNotBeRead_IsNamedAndTheOthersGoOn(string folder, bool mayHoldArticles)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "File permissions are Linux's here.");
        Write("good.md", Good("kb-1"));
        Write($"{folder}/hidden.md", Good("kb-2"));
        var closed = Path.Combine(_folder.FullName, folder);
        File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(closed, UnixFileMode.None);
        Task<Found> reading;
        using (PosixUser.Nobody())
            reading = ReadAsync();

        var listing = await reading;

        Assert.Equal("kb-1", Assert.Single(listing.Articles).Id);
        var failure = Assert.Single(listing.Failures);
        Assert.Equal((folder, null, mayHoldArticles), (failure.Place, failure.ArticleId, failure.MayHoldArticles));
        File.SetUnixFileMode(closed, (UnixFileMode)0b111_000_000);
    }

    [Fact]
    public async Task Read_BlanksAfterTheDashes_AreNotSeen()
    {
        Write("one.md", "--- \nid: kb-1\ntitle: One\n---\t \nText.");
        Assert.Equal("Text.", Assert.Single((await ReadAsync()).Articles).Body);
    }

    [Fact]
    public async Task Read_FolderMissing_SaysWhatToDo()
    {
        var source = Source(new KnowledgeOptions { Path = Path.Combine(_folder.FullName, "none") });
        var error = await Assert.ThrowsAsync<CsrAgentException>(() => source.ListAsync(Cancellation));
        Assert.Contains("KNOWLEDGE_BASE_PATH", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_NoFolderSet_IsNothing() =>
        Assert.Null(await Source(new KnowledgeOptions()).ListAsync(Cancellation));

    private async Task<Found> ReadAsync(int maxSize = 10_000)
    {
        var source = Source(new KnowledgeOptions { Path = _folder.FullName, MaxArticleSize = maxSize });
        var listing = (await source.ListAsync(Cancellation))!;
        var items = new List<SourceItem>();
        foreach (var entry in listing.Entries) items.Add(await source.ReadAsync(entry, null, Cancellation));
        return new(
            [.. items.OfType<SourceItem.Found>().Select(item => item.Article)],
            [.. listing.Failures, .. items.OfType<SourceItem.Failed>().Select(item => item.Failure)]
        );
    }

    private FolderSource Source(KnowledgeOptions? options = null) =>
        new(Options.Create(options ?? new KnowledgeOptions { Path = _folder.FullName }), TimeProvider.System);

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static string Good(string id, string title = "Title") => $"---\nid: {id}\ntitle: {title}\n---\nText.";

    private sealed record Found(IReadOnlyList<KnowledgeArticle> Articles, IReadOnlyList<SourceFailure> Failures);
}
