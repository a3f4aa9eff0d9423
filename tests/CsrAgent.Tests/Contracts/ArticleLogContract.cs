using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sharing;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every log of articles does.</summary>
public abstract class ArticleLogContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An empty log, as two processes see it.</summary>
    protected abstract ValueTask<(IArticleLog One, IArticleLog Other)> CreateAsync();

    [Fact]
    public async Task Read_WhatAnotherAppended_IsThereOnce()
    {
        var (one, other) = await CreateAsync();
        Assert.Empty((await other.ReadAsync(0, Cancellation)).Changes);
        await one.AppendAsync([Of("a"), Of("b")], Cancellation);

        var page = await other.ReadAsync(0, Cancellation);
        Assert.Equal(["a", "b"], page.Changes.Select(change => change.Id));
        Assert.Equal("Entity of a", page.Changes[0].Article!.Entity);
        Assert.Equal(ArticleHash.Of(Of("a").Article!), ArticleHash.Of(page.Changes[0].Article!));
        Assert.Empty((await other.ReadAsync(page.Position, Cancellation)).Changes);
    }

    [Fact]
    public async Task Read_ChangedAgain_GivesTheLatestInItsNewPlace()
    {
        var (one, other) = await CreateAsync();
        await one.AppendAsync([Of("a"), Of("b")], Cancellation);
        var before = (await other.ReadAsync(0, Cancellation)).Position;
        await one.AppendAsync([Of("a", "newer")], Cancellation);

        Assert.Equal("newer", Assert.Single((await other.ReadAsync(before, Cancellation)).Changes).Article!.Body);
        Assert.Equal(["b", "a"], (await other.ReadAsync(0, Cancellation)).Changes.Select(change => change.Id));
    }

    [Fact]
    public async Task Read_Deleted_HasNoArticle()
    {
        var (one, other) = await CreateAsync();
        await one.AppendAsync([Of("a")], Cancellation);
        await other.AppendAsync([new ArticleChange("a", null)], Cancellation);
        Assert.Equal([new ArticleChange("a", null)], (await one.ReadAsync(0, Cancellation)).Changes);
    }

    [Fact]
    public async Task Read_More_ComesPageByPage()
    {
        var (one, _) = await CreateAsync();
        await one.AppendAsync([.. Enumerable.Range(0, 250).Select(i => Of($"n{i}"))], Cancellation);
        var (ids, position, more) = (new List<string>(), 0L, true);
        while (more)
        {
            var page = await one.ReadAsync(position, Cancellation);
            ids.AddRange(page.Changes.Select(change => change.Id));
            (position, more) = (page.Position, page.HasMore);
        }
        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"n{i}"), ids);
    }

    /// <summary>As after a store was lost: what is in the new one must not be missed.</summary>
    [Fact]
    public async Task Read_PositionOfAnotherLog_ReadsFromTheBeginning()
    {
        var (one, _) = await CreateAsync();
        await one.AppendAsync([Of("a")], Cancellation);
        Assert.Equal("a", Assert.Single((await one.ReadAsync(1_000, Cancellation)).Changes).Id);
    }

    private static ArticleChange Of(string id, string body = "Text.") =>
        new(id, new KnowledgeArticle(id, "Title", "https://example.com/a", ["tag"], "de", body) { Entity = $"Entity of {id}" });
}
