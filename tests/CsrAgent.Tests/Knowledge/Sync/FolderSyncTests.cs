using CsrAgent.Adapters.Documents;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Knowledge.Sync;

/// <summary>A real folder, and what a sync reads of it.</summary>
public sealed class FolderSyncTests : IDisposable
{
    private const int Count = 300;
    private static readonly DateTime Old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("csr-folder-");
    private readonly ListedKnowledgeIndex _index = new();
    private readonly SyncUnderTest _subject = new();

    public FolderSyncTests()
    {
        _subject.Time.SetUtcNow(Old.AddDays(1));
        _subject.Options.Path = _folder.FullName;
        for (var number = 0; number < Count; number++) Write($"{number % 7}/{number}.md", $"kb-{number}");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _subject.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Run_Unchanged_ReadsNoFile()
    {
        var source = Source();
        using var sync = _subject.Start(_index, source);
        await sync.RunAsync(Cancellation);
        Assert.Equal(Count, source.Read.Count);
        source.Read.Clear();

        Assert.Equal((0, Count, 0), Counts(await sync.RunAsync(Cancellation)));
        Assert.Empty(source.Read);
        Assert.Equal(["swap folder 300"], _index.Calls);
    }

    [Fact]
    public async Task Run_AfterARestart_ReadsNoFile()
    {
        await RunAsync(Source());
        var source = Source();
        Assert.Equal((0, Count, 0), Counts(await RunAsync(source)));
        Assert.Empty(source.Read);
    }

    [Fact]
    public async Task Run_SomeChanged_ReadsThoseAlone()
    {
        await RunAsync(Source());
        Write("0/7.md", "kb-7", "Other text.");
        Write("new/one.md", "kb-new");
        File.Delete(Path.Combine(_folder.FullName, "1", "1.md"));
        var source = Source();
        Assert.Equal((2, Count - 2, 1), Counts(await RunAsync(source)));
        Assert.Equal(["0/7.md", "new/one.md"], source.Read);
        Assert.DoesNotContain("kb-1", _index.Ids);
    }

    [Fact]
    public async Task Run_OnlyTheTimeChanged_IndexesNothing()
    {
        await RunAsync(Source());
        File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, "0", "7.md"), Old.AddHours(1));
        var source = Source();
        Assert.Equal((0, Count, 0), Counts(await RunAsync(source)));
        Assert.Equal(["0/7.md"], source.Read);
        source.Read.Clear();
        await RunAsync(source);
        Assert.Empty(source.Read);
    }

    [Fact]
    public async Task Run_WrittenAMomentAgo_IsReadAgain()
    {
        File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, "0", "7.md"), _subject.Time.GetUtcNow().UtcDateTime.AddSeconds(-1));
        await RunAsync(Source());
        var source = Source();
        await RunAsync(source);
        Assert.Equal(["0/7.md"], source.Read);
    }

    [Fact]
    public async Task Run_IndexLost_ReadsAll()
    {
        await RunAsync(Source());
        using var sync = _subject.Start(new ListedKnowledgeIndex(), Source());
        Assert.Equal((Count, 0, 0), Counts(await sync.RunAsync(Cancellation)));
    }

    [Fact]
    public async Task Run_ArticleRemovedFromTheIndex_IsBroughtBack()
    {
        await RunAsync(Source());
        await _index.DeleteAsync("kb-7", null, Cancellation);
        var source = Source();
        Assert.Equal((1, Count - 1, 0), Counts(await RunAsync(source)));
        Assert.Equal(["0/7.md"], source.Read);
    }

    [Fact]
    public async Task Run_MemoryDamaged_ReadsAllAndIndexesNothing()
    {
        await RunAsync(Source());
        var file = Path.Combine(_subject.Folder, "sources", "folder.ndjson");
        File.WriteAllText(file, File.ReadAllText(file)[..^40]);
        var source = Source();
        Assert.Equal((0, Count, 0), Counts(await RunAsync(source)));
        Assert.Equal(Count, source.Read.Count);
    }

    [Fact]
    public async Task Run_FileTorn_KeepsItsArticleAndLosesOthersThatAreGone()
    {
        await RunAsync(Source());
        File.WriteAllText(Path.Combine(_folder.FullName, "0", "7.md"), "-");
        File.Delete(Path.Combine(_folder.FullName, "1", "1.md"));
        var report = await RunAsync(Source());
        Assert.Equal((0, Count - 2, 1), Counts(report));
        Assert.Equal("kb-7", Assert.Single(report.Failed).Id);
        Assert.Contains("kb-7", _index.Ids);
        Assert.Equal("kb-7", Assert.Single((await RunAsync(Source())).Failed).Id);
    }

    /// <summary>Unlike one that is torn: what says that it is not to be used is not used, however good it was.</summary>
    [Fact]
    public async Task Run_ArticleThatBecomesADraft_IsTakenOutUntilItIsNone()
    {
        await RunAsync(Source());
        var file = Path.Combine(_folder.FullName, "0", "7.md");
        var text = await File.ReadAllTextAsync(file, Cancellation);
        await File.WriteAllTextAsync(file, "---\ndraft: true" + text["---".Length..], Cancellation);

        var report = await RunAsync(Source());

        Assert.Equal((0, Count - 1, 1), Counts(report));
        Assert.Contains("This is a draft", Assert.Single(report.Failed).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("kb-7", _index.Ids);
        Assert.Equal("kb-7", Assert.Single((await RunAsync(Source())).Failed).Id);
        Assert.DoesNotContain("kb-7", _index.Ids);
        await File.WriteAllTextAsync(file, text, Cancellation);
        Assert.Equal((1, Count - 1, 0), Counts(await RunAsync(Source())));
        Assert.Contains("kb-7", _index.Ids);
    }

    [Fact]
    public async Task Run_FileThatCannotBeUsed_IsReportedAndReadAgainOnlyWhenItChanges()
    {
        Write("0/7.md", "kb-7");
        await RunAsync(Source());
        var broken = Path.Combine(_folder.FullName, "0", "7.md");
        File.WriteAllText(broken, "-");
        File.SetLastWriteTimeUtc(broken, Old.AddMinutes(1));
        File.WriteAllText(Path.Combine(_folder.FullName, "new.md"), "-");
        File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, "new.md"), Old);
        await RunAsync(Source());

        var source = Source();
        var failed = (await RunAsync(source)).Failed;
        Assert.Empty(source.Read);
        Assert.Equal(["kb-7", "new.md"], failed.Select(failure => failure.Id));
        Assert.Contains("kb-7", _index.Ids);

        Write("0/7.md", "kb-7", "Mended.");
        Assert.Equal((1, Count - 1, 0), Counts(await RunAsync(source)));
        Assert.Equal(["0/7.md"], source.Read);
    }

    [Fact]
    public async Task Run_AnotherLimit_ReadsAllAgain()
    {
        Write("0/7.md", "kb-7", new string('x', 2_000));
        _subject.Options.MaxArticleSize = 1_000;
        Assert.Equal("0/7.md", Assert.Single((await RunAsync(Source())).Failed).Id);
        _subject.Options.MaxArticleSize = 3_000;

        var source = Source();

        Assert.Equal((1, Count - 1, 0), Counts(await RunAsync(source)));
        Assert.Equal(Count, source.Read.Count);
    }

    [Fact]
    public async Task Run_MemoryOfAnotherVersion_ReadsAllAgainAndKeepsWhatIsUnreadable()
    {
        await RunAsync(Source());
        var file = Path.Combine(_subject.Folder, "sources", "folder.ndjson");
        var lines = await File.ReadAllLinesAsync(file, Cancellation);
        lines[0] = $$"""{"Origin":"{{_folder.FullName}}","Count":{{Count}},"Reader":"another"}""";
        await File.WriteAllLinesAsync(file, lines, Cancellation);
        File.WriteAllText(Path.Combine(_folder.FullName, "0", "7.md"), "-");

        var source = Source();
        var report = await RunAsync(source);

        Assert.Equal((0, Count - 1, 0), Counts(report));
        Assert.Equal(Count, source.Read.Count);
        Assert.Equal("kb-7", Assert.Single(report.Failed).Id);
    }

    [Fact]
    public async Task Run_MemoryCouldNotBeSaved_IsSavedTheNextTime()
    {
        var folder = Path.Combine(_subject.Folder, "sources");
        File.WriteAllText(folder, "in the way");
        _subject.Memories = _subject.NewMemories();
        await RunAsync(Source());
        File.Delete(folder);
        await RunAsync(Source());

        _subject.Memories = null;
        var source = Source();
        await RunAsync(source);

        Assert.Empty(source.Read);
    }

    [Theory]
    [InlineData(10, 0, 1)]
    [InlineData(0, 10, 1)]
    [InlineData(0, 7_200, 0)]
    public async Task Run_TimeOfTheFile_CountsAsJustWrittenUnlessItIsFarAhead(int readingTakes, int ahead, int expected)
    {
        File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, "0", "7.md"), _subject.Time.GetUtcNow().UtcDateTime.AddSeconds(ahead));
        var first = Source();
        first.WhenReading = place => _subject.Time.Advance(TimeSpan.FromSeconds(place == "0/7.md" ? readingTakes : 0));
        await RunAsync(first);

        var source = Source();
        await RunAsync(source);

        Assert.Equal(expected, source.Read.Count);
    }

    [Fact]
    public async Task Run_FirstOfTwoWithTheSameId_GivesWayToTheOtherWhenItGoes()
    {
        Write("0/7.md", "kb-8", "The other text.");
        Assert.Contains("'0/7.md'", Assert.Single((await RunAsync(Source())).Failed).Error, StringComparison.Ordinal);
        File.Delete(Path.Combine(_folder.FullName, "0", "7.md"));
        Assert.Equal((1, Count - 2, 0), Counts(await RunAsync(Source())));
    }

    private async Task<SyncReport> RunAsync(CountedSource source)
    {
        using var sync = _subject.Start(_index, source);
        return await sync.RunAsync(Cancellation);
    }

    private CountedSource Source() => new(new FolderSource(Options.Create(_subject.Options), _subject.Time));

    private void Write(string path, string id, string text = "Text.")
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"---\nid: {id}\ntitle: Title of {id}\n---\n{text}");
        File.SetLastWriteTimeUtc(file, Old);
    }

    private static (int, int, int) Counts(SyncReport report) => (report.Indexed, report.Unchanged, report.Deleted);
}
