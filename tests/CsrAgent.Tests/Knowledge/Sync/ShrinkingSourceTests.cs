using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Tests.Knowledge.Sync;

/// <summary>A source that loses many articles at once, or breaks off, takes none of them out of the index.</summary>
public sealed class ShrinkingSourceTests : IDisposable
{
    private const int Count = 100;

    private readonly ListedKnowledgeIndex _index = new();
    private readonly ListedSource _folder = new("folder");
    private readonly SyncUnderTest _subject = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _subject.Dispose();

    [Theory]
    [InlineData(100, 70, true)]
    [InlineData(100, 69, false)]
    [InlineData(100, 0, false)]
    [InlineData(12, 2, true)]
    [InlineData(12, 1, false)]
    [InlineData(3, 1, true)]
    [InlineData(3, 0, false)]
    [InlineData(1, 0, false)]
    public async Task Run_SomeVanish_AreDeletedUnlessTooMany(int before, int after, bool isAllowed)
    {
        await RunAsync(Holding(before));
        var report = await RunAsync(Holding(after));
        Assert.Equal(isAllowed ? after : before, _index.Ids.Count());
        Assert.Equal(isAllowed ? before - after : 0, report.Deleted);
        Assert.Equal(isAllowed ? 0 : 1, report.Failed.Count);
    }

    [Fact]
    public async Task Run_Shrunk_SaysSoAndStillTakesWhatIsNew()
    {
        await RunAsync(Holding(Count));
        Holding(10).Articles.Add(ListedSource.Article("new"));
        using var sync = Start();
        var failure = Assert.Single((await sync.RunAsync(Cancellation)).Failed);
        Assert.Equal("folder", failure.Id);
        Assert.StartsWith("90 of the 100 articles of 'folder' are gone", failure.Error, StringComparison.Ordinal);
        Assert.Contains("csr-agent kb confirm folder --left 10", failure.Error, StringComparison.Ordinal);
        Assert.Equal(Count + 1, _index.Ids.Count());
        Assert.Equal(new Shrinking("folder", 90, Count), Assert.Single(sync.State.Shrinking));
        var status = Assert.Single(sync.ReadStatus());
        Assert.Equal((failure.Error, null, 0), (status.Fault, status.LastSynced, status.Failed));
    }

    [Fact]
    public async Task Run_ShrunkAndThereAgain_IsWell()
    {
        await RunAsync(Holding(Count));
        using var sync = Start();
        Holding(0);
        await sync.RunAsync(Cancellation);
        Holding(Count);
        Assert.Empty((await sync.RunAsync(Cancellation)).Failed);
        Assert.Empty(sync.State.Shrinking);
        Assert.Equal(_subject.Time.GetUtcNow(), Assert.Single(sync.ReadStatus()).LastSynced);
    }

    [Fact]
    public async Task Run_Confirmed_DeletesThem()
    {
        await RunAsync(Holding(Count));
        await RunAsync(Holding(10));
        await _subject.Confirmations.ConfirmAsync("folder", 10, Cancellation);
        Assert.Equal(90, (await RunAsync(Holding(10))).Deleted);
        Assert.Equal(10, _index.Ids.Count());
    }

    [Fact]
    public async Task Run_ShrinksFurtherThanWasConfirmed_KeepsThem()
    {
        await RunAsync(Holding(Count));
        await _subject.Confirmations.ConfirmAsync("folder", 10, Cancellation);
        Assert.Equal(0, (await RunAsync(Holding(9))).Deleted);
    }

    [Fact]
    public async Task Run_ConfirmedLongAgo_KeepsThem()
    {
        await RunAsync(Holding(Count));
        await _subject.Confirmations.ConfirmAsync("folder", 10, Cancellation);
        _subject.Time.Advance(IShrinkConfirmations.Duration);
        Assert.Equal(0, (await RunAsync(Holding(10))).Deleted);
    }

    [Fact]
    public async Task Run_AnotherFolderIsSet_DeletesThem()
    {
        await RunAsync(Holding(Count));
        _folder.Origin = "elsewhere";
        Assert.Equal(90, (await RunAsync(Holding(10))).Deleted);
    }

    [Fact]
    public async Task Run_AnotherSiteIsSetAndReadInSeveralSyncs_DeletesThemAtTheEnd()
    {
        await RunAsync(Holding(Count));
        _folder.Holding("b-1", "b-2");
        (_folder.Origin, _folder.LaterFrom) = ("elsewhere", 1);
        Assert.Equal(0, (await RunAsync(_folder)).Deleted);
        _folder.LaterFrom = null;

        var report = await RunAsync(_folder);

        Assert.Empty(report.Failed);
        Assert.Equal(["b-1", "b-2"], _index.Ids);
    }

    [Fact]
    public async Task Run_ShareIsOne_StillNeverEmptiesTheIndex()
    {
        _subject.Options.MaxShrink = 1;
        await RunAsync(Holding(Count));
        Assert.Equal(99, (await RunAsync(Holding(1))).Deleted);
        Assert.Equal(0, (await RunAsync(Holding(0))).Deleted);
    }

    [Fact]
    public async Task Run_BreaksOff_TakesWhatItReadAndDeletesNothing()
    {
        await RunAsync(Holding(5));
        Holding(4).Articles[0] = ListedSource.Article("a-000", "Other text.");
        _folder.BreaksAfter = 2;
        using var sync = Start();
        var report = await sync.RunAsync(Cancellation);
        Assert.Equal((1, 0), (report.Indexed, report.Deleted));
        Assert.Equal(new ArticleFailure("folder", "It broke off."), Assert.Single(report.Failed));
        Assert.Equal(5, _index.Ids.Count());
        Assert.Equal("It broke off.", Assert.Single(sync.ReadStatus()).Fault);
    }

    [Fact]
    public async Task Status_NotSyncedForLong_IsStale()
    {
        using var sync = Start();
        Holding(3);
        await sync.RunAsync(Cancellation);
        var status = Assert.Single(sync.ReadStatus());
        Assert.Equal((false, false, 3, 3, 3), (status.IsStale, status.IsSyncing, status.Done, status.Total, status.Articles));
        _subject.Time.Advance(_subject.Options.StaleAfter + TimeSpan.FromSeconds(1));
        Assert.True(Assert.Single(sync.ReadStatus()).IsStale);
        _folder.Fault = new CsrAgentException("The folder is gone. Mount it.");
        await sync.RunAsync(Cancellation);
        Assert.Equal((true, "The folder is gone. Mount it."), (sync.ReadStatus()[0].IsStale, sync.ReadStatus()[0].Fault));
    }

    private ListedSource Holding(int count) => _folder.Holding([.. Enumerable.Range(0, count).Select(number => $"a-{number:000}")]);

    private KnowledgeSync Start() => _subject.Start(_index, _folder);

    private async Task<SyncReport> RunAsync(ListedSource source)
    {
        using var sync = _subject.Start(_index, source);
        return await sync.RunAsync(Cancellation);
    }
}
