using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sharing;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Knowledge;

public sealed class ArticleIntakeTests
{
    private readonly ListedKnowledgeIndex _index = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accept_GoodAndBad_IndexesTheGoodAndNamesTheBad()
    {
        var report = await AcceptAsync(Submission("a"), Submission("b") with { Title = "" }, Submission("c") with { Id = null });
        Assert.Equal((1, 0, 0), (report.Indexed, report.Unchanged, report.Deleted));
        Assert.Equal(["b", "#3"], report.Failed.Select(failure => failure.Id));
        Assert.Equal(["a"], _index.Ids);
    }

    [Fact]
    public async Task Accept_Again_IsUnchanged()
    {
        await AcceptAsync(Submission("a"));
        Assert.Equal((0, 1), await AcceptAsync(Submission("a")) is var report ? (report.Indexed, report.Unchanged) : default);
        Assert.Single(_index.Calls);
    }

    [Fact]
    public async Task Accept_SameIdTwice_LastOneCounts()
    {
        var report = await AcceptAsync(Submission("a"), Submission("a") with { Title = "Second" });
        Assert.Equal(1, report.Indexed);
        Assert.Equal("Second", (await _index.ListAsync(Cancellation))["a"].Title);
    }

    [Fact]
    public async Task Accept_ArticleOfAFolder_BecomesTheApis()
    {
        await _index.UpsertAsync(
            [new KnowledgeArticle("a", "Title", null, [], "en", "Text.") { Source = "folder" }],
            default,
            Cancellation
        );
        Assert.Equal(1, (await AcceptAsync(Submission("a"))).Indexed);
        Assert.Equal(KnowledgeArticle.ApiSource, (await _index.ListAsync(Cancellation))["a"].Source);
    }

    private Task<SyncReport> AcceptAsync(params ArticleSubmission[] submissions) =>
        new ArticleIntake(
            _index,
            new SharedArticles(_index, new FakeTimeProvider(), []),
            Options.Create(new KnowledgeOptions()),
            new FakeTimeProvider()
        ).AcceptAsync(submissions, Cancellation);

    private static ArticleSubmission Submission(string id) => new(id, "Title", null, null, null, "Text.");
}
