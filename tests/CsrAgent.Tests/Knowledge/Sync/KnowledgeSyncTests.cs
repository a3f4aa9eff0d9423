using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Tests.Knowledge.Sync;

public sealed class KnowledgeSyncTests : IDisposable
{
    private readonly SyncUnderTest _subject = new();
    private readonly ListedKnowledgeIndex _index = new();
    private readonly ListedSource _folder = new("folder");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _subject.Dispose();

    [Fact]
    public async Task Run_NewChangedAndVanished_AreBroughtOver()
    {
        _folder.Holding("a", "b", "c");
        Assert.Equal((3, 0, 0), Counts(await RunAsync()));
        _folder.Holding("a", "c").Articles[1] = ListedSource.Article("c", "Other text.");
        Assert.Equal((1, 1, 1), Counts(await RunAsync()));
        Assert.Equal(["upsert a b c", "upsert c", "delete b"], _index.Calls);
    }

    [Fact]
    public async Task Run_Unchanged_WritesNothing()
    {
        _folder.Holding("a", "b");
        await RunAsync();
        Assert.Equal((0, 2, 0), Counts(await RunAsync()));
        Assert.Single(_index.Calls);
    }

    [Fact]
    public async Task Run_ManyChanged_SwapsAGeneration()
    {
        _folder.Holding([.. Enumerable.Range(0, 60).Select(i => $"kb-{i}")]);
        Assert.Equal((60, 0, 0), Counts(await RunAsync()));
        Assert.Equal(["swap folder 60"], _index.Calls);
    }

    [Fact]
    public async Task Run_ArticleOfTheApi_IsNeitherDeletedNorOverwritten()
    {
        await _index.UpsertAsync([ListedSource.Article("api-1"), ListedSource.Article("a", "From the API.")], default, Cancellation);
        var report = await RunAsync(_folder.Holding("a", "b"));
        Assert.Equal(["a", "api-1", "b"], _index.Ids);
        Assert.Equal((1, 0, 0), Counts(report));
        Assert.Contains("articles API", Assert.Single(report.Failed, failure => failure.Id == "a").Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BrokenArticle_KeepsItsLastVersion()
    {
        await RunAsync(_folder.Holding("a", "b"));
        _folder.Holding("a").Failures.Add(new SourceFailure("b.md", "b", "b.md: broken"));
        var report = await RunAsync();
        Assert.Equal(["a", "b"], _index.Ids);
        Assert.Equal(new ArticleFailure("b", "b.md: broken"), Assert.Single(report.Failed));
    }

    [Fact]
    public async Task Run_BrokenArticleOfUnknownId_DeletesNothing()
    {
        await RunAsync(_folder.Holding("a", "b"));
        _folder.Holding("a").Failures.Add(new SourceFailure("x.md", null, "x.md: broken"));
        Assert.Equal((0, 1, 0), Counts(await RunAsync()));
        Assert.Equal(["a", "b"], _index.Ids);
    }

    [Fact]
    public async Task Run_SourceFails_OthersGoOnAndItsArticlesStay()
    {
        var help = new ListedSource("help").Holding("h");
        await RunAsync(_folder.Holding("a"), help);
        _folder.Fault = new CsrAgentException("The folder is gone. Mount it.");
        help.Holding("h", "i");
        var report = await RunAsync(_folder, help);
        Assert.Equal(["a", "h", "i"], _index.Ids);
        Assert.Equal(new ArticleFailure("folder", "The folder is gone. Mount it."), Assert.Single(report.Failed));
    }

    [Fact]
    public async Task Run_SourceFailsWithAnInnerError_HidesItsWords()
    {
        _folder.Fault = new InvalidOperationException("secret");
        Assert.DoesNotContain("secret", Assert.Single((await RunAsync()).Failed).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SameIdInTwoSources_FirstOneWins()
    {
        var report = await RunAsync(_folder.Holding("a"), new ListedSource("help").Holding("a"));
        Assert.Equal("folder", (await _index.ListAsync(Cancellation))["a"].Source);
        Assert.Contains("'folder'", Assert.Single(report.Failed).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ArticleOfASourceThatIsGone_IsTakenOver()
    {
        await RunAsync(new ListedSource("old").Holding("a"));
        Assert.Equal((1, 0, 0), Counts(await RunAsync(_folder.Holding("a"))));
        Assert.Equal("folder", (await _index.ListAsync(Cancellation))["a"].Source);
    }

    [Fact]
    public async Task Run_AtTheSameTime_OneAfterAnother()
    {
        using var sync = New(_folder.Holding("a"));
        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => sync.RunAsync(Cancellation), Cancellation)));
        Assert.Equal(1, reports.Sum(report => report.Indexed));
        Assert.Single(_index.Calls);
    }

    private async Task<SyncReport> RunAsync(params IKnowledgeSource[] sources)
    {
        using var sync = New(sources.Length > 0 ? sources : [_folder]);
        return await sync.RunAsync(Cancellation);
    }

    private KnowledgeSync New(params IKnowledgeSource[] sources) => _subject.Start(_index, sources);

    private static (int, int, int) Counts(SyncReport report) => (report.Indexed, report.Unchanged, report.Deleted);
}
