using CsrAgent.Knowledge;
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

    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    public async Task Run_ApiTakesArticlesWhileTheSourceIsRead_LeavesThose(int count)
    {
        string[] ids = [.. Enumerable.Range(0, count).Select(number => $"kb-{number}")];
        await RunAsync(_folder.Holding("gone", "kept"));
        _folder.Holding([.. ids, "kept"]).Articles[0] = ListedSource.Article("kb-0", "Of the folder.");
        var (taken, gone) = (ListedSource.Article("kb-0", "Of the API."), ListedSource.Article("gone", "Of the API."));
        _folder.WhenRead = async number =>
        {
            if (number == count - 1) await _index.UpsertAsync([taken, gone], default, Cancellation);
        };

        await RunAsync();

        var list = await _index.ListAsync(Cancellation);
        Assert.Equal((ArticleHash.Of(taken), KnowledgeArticle.ApiSource), (list["kb-0"].ContentHash, list["kb-0"].Source));
        Assert.Equal((ArticleHash.Of(gone), KnowledgeArticle.ApiSource), (list["gone"].ContentHash, list["gone"].Source));
        _folder.WhenRead = null;
        Assert.Contains("articles API", Assert.Single((await RunAsync()).Failed).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 3)]
    public async Task Run_ArticlesComeToSayTheSameAtOnce_StayWhatTheyWereWhereTheyAreMany(int count, int expected)
    {
        await RunAsync(_folder.Holding("a", "b", "c", "d"));
        for (var number = 0; number < count; number++)
        {
            _folder.Articles[number] = _folder.Articles[number] with { Title = "Back soon", Body = "We are working on it." };
        }
        _folder.Articles[3] = ListedSource.Article("d", "Other text.");
        _folder.Articles.AddRange(Enumerable.Range(1, 3).Select(n => new KnowledgeArticle($"new-{n}", "The same", null, [], "en", "New.")));

        var report = await RunAsync();

        Assert.Equal((count - expected + 4, 3 - count, 0), Counts(report));
        Assert.Equal(expected, report.Failed.Count);
        Assert.All(report.Failed, failure => Assert.Contains("as a notice does", failure.Error, StringComparison.Ordinal));
        var list = await _index.ListAsync(Cancellation);
        Assert.Equal(expected > 0 ? "Title of a" : "Back soon", list["a"].Title);
    }

    [Fact]
    public async Task Run_ArticlesThatAlwaysSaidTheSame_ChangeTogether()
    {
        string[] ids = ["a?1", "a?2", "a?3"];
        _folder.Articles.AddRange(ids.Select(id => ListedSource.Article(id) with { Title = "Page a" }));
        await RunAsync(_folder);
        var changed = _folder.Articles.Select(article => article with { Body = "Other text." }).ToList();
        _folder.Articles.Clear();
        _folder.Articles.AddRange(changed);
        Assert.Equal((3, 0, 0), Counts(await RunAsync()));
    }

    [Fact]
    public async Task Read_ForATimeThatIsTooShort_SaysThatItWasNotListedOrHowMuchWas()
    {
        _folder.Holding("a", "b");
        Assert.Equal(2, (await _folder.ReadForAsync(TimeSpan.FromMinutes(1), Cancellation))!.Articles.Count);
        _folder.WhenRead = number => number == 1 ? ForEver() : Task.CompletedTask;
        var some = (await _folder.ReadForAsync(TimeSpan.FromMilliseconds(1), Cancellation))!;
        Assert.True(some.Articles.Count < 2);

        _folder.WhenListed = ForEver;
        Assert.Null((await _folder.ReadForAsync(TimeSpan.FromMilliseconds(1), Cancellation))!.Listed);

        Task ForEver() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _folder.Token);
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
