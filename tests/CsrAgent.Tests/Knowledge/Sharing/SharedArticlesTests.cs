using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sharing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Knowledge.Sharing;

/// <summary>Two processes with an index each.</summary>
public sealed class SharedArticlesTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ListedArticleLog _log = new();
    private readonly ListedKnowledgeIndex _one = new();
    private readonly ListedKnowledgeIndex _other = new();
    private readonly SharedArticles _sharedByOne;
    private readonly SharedArticles _sharedByOther;

    public SharedArticlesTests()
    {
        _sharedByOne = new SharedArticles(_one, _time, [_log]);
        _sharedByOther = new SharedArticles(_other, _time, [_log]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sharedByOne.Dispose();
        _sharedByOther.Dispose();
    }

    [Fact]
    public async Task Accept_InOneProcess_ReachesTheOther()
    {
        var report = await IntakeOfOne().AcceptAsync([Submission("a", "first")], Cancellation);
        Assert.Equal(1, report.Indexed);
        Assert.Equal(["a"], _one.Ids);
        Assert.Empty(_other.Ids);

        await _sharedByOther.FollowAsync(Cancellation);
        Assert.Equal(["a"], _other.Ids);
    }

    /// <summary>Whoever sent it last wins, also where this process still has the words that come now.</summary>
    [Fact]
    public async Task Accept_OldWordsAgain_WinOverThoseThatTheOtherSent()
    {
        await IntakeOfOne().AcceptAsync([Submission("a", "first")], Cancellation);
        await IntakeOf(_other, _sharedByOther).AcceptAsync([Submission("a", "second")], Cancellation);
        await IntakeOfOne().AcceptAsync([Submission("a", "first")], Cancellation);
        await _sharedByOther.FollowAsync(Cancellation);

        var expected = ArticleHash.Of(new KnowledgeArticle("a", "Title", null, [], "en", "first"));
        Assert.Equal(expected, (await _one.ListAsync(Cancellation))["a"].ContentHash);
        Assert.Equal(expected, (await _other.ListAsync(Cancellation))["a"].ContentHash);
    }

    [Fact]
    public async Task Remove_InOneProcess_ReachesTheOther()
    {
        await IntakeOfOne().AcceptAsync([Submission("a", "first")], Cancellation);
        Assert.True(await IntakeOf(_other, _sharedByOther).RemoveAsync("a", Cancellation));
        Assert.False(await IntakeOf(_other, _sharedByOther).RemoveAsync("a", Cancellation));

        await _sharedByOne.FollowAsync(Cancellation);
        Assert.Empty(_one.Ids);
    }

    /// <summary>A process that starts later, or again, reads all; a deletion of long ago does not touch a source's article.</summary>
    [Fact]
    public async Task Follow_FromTheBeginning_EndsWithTheSame()
    {
        await IntakeOfOne().AcceptAsync([Submission("a", "first"), Submission("b", "first")], Cancellation);
        await IntakeOfOne().RemoveAsync("a", Cancellation);
        var late = new ListedKnowledgeIndex();
        var fromFolder = new KnowledgeArticle("a", "Title", null, [], "en", "of the folder") { Source = "folder" };
        await late.UpsertAsync([fromFolder], default, Cancellation);

        using var shared = new SharedArticles(late, _time, [_log]);
        await shared.FollowAsync(Cancellation);

        Assert.Equal(["a", "b"], late.Ids.Order());
        Assert.Equal("folder", (await late.ListAsync(Cancellation))["a"].Source);
    }

    [Fact]
    public void IsOn_SharedIndexOrNoLog_IsOff()
    {
        using var shared = new SharedArticles(new ListedKnowledgeIndex { IsShared = true }, _time, [_log]);
        using var alone = new SharedArticles(_one, _time, []);
        Assert.False(shared.IsOn || alone.IsOn);
    }

    private static ArticleSubmission Submission(string id, string body) => new(id, "Title", null, [], "en", body);

    private ArticleIntake IntakeOfOne() => IntakeOf(_one, _sharedByOne);

    private ArticleIntake IntakeOf(IKnowledgeIndex index, SharedArticles shared) =>
        new(index, shared, Options.Create(new KnowledgeOptions()), _time);
}
