using CsrAgent.Adapters.Website;
using CsrAgent.Knowledge.Sync;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Adapters.Website;

/// <summary>Rounds in which the site answers otherwise than before.</summary>
public sealed partial class WebsiteSourceTests
{
    [Fact]
    public async Task Sync_NoticeInsteadOfPagesFromHalfwayOn_ReplacesNothing()
    {
        string[] pages = [.. Enumerable.Range(0, 6).Select(number => $"/{number}")];
        _site.SetSitemap(pages);
        foreach (var page in pages) _site.SetPage(page, $"Page {page}", $"Text of {page}.");
        var source = Source();
        await RunAsync(source);
        _site.SetPage("/0", "Page /0", "Other text.");
        foreach (var page in pages[2..]) _site.SetPage(page, "Back soon", "We are working on it.");
        _subject.Time.Advance(_options.Interval);

        var report = await SyncAsync(source);

        Assert.Equal((1, 1, 0), Counts(report));
        Assert.Equal(pages[2..].Select(At), report.Failed.Select(failure => failure.Id));
        Assert.Equal("Page /5", (await _index.ListAsync(Token))[At("/5")].Title);

        _site.SetPage("/5", "Page /5", "Newer text.");
        foreach (var page in pages[2..5]) _site.SetPage(page, $"Page {page}", $"Text of {page}.");
        _subject.Time.Advance(_options.Interval);
        Assert.Equal((1, 5, 0), await RunAsync(source));
    }

    [Fact]
    public async Task Sync_PageFailsThatNamesAnotherAddress_ReportsTheArticleThatItIs()
    {
        _site.SetPage("/b", "Page b", "Text of b.", "<link rel='canonical' href='/bee'>");
        var source = Source();
        await RunAsync(source);
        _site.Set("/b", 500);
        _subject.Time.Advance(_options.Interval);
        Assert.Equal(At("/bee"), Assert.Single((await SyncAsync(source)).Failed).Id);
        Assert.Contains(At("/bee"), _index.Ids);
    }

    [Fact]
    public async Task Sync_LongSitemap_IsReadInSeveralSyncsAndLosesNothing()
    {
        var source = Source();
        await RunAsync(source);
        string[] files = ["/1.xml", "/2.xml", "/3.xml"];
        _site.SetText("/sitemap.xml", _site.IndexOf(files), "application/xml");
        foreach (var (file, page) in files.Zip(["/a", "/b", "/c"]))
        {
            _site.Set(
                file,
                context =>
                {
                    _subject.Time.Advance(WebsiteSource.Budget * 0.6);
                    context.Response.ContentType = "application/xml";
                    return context.Response.WriteAsync(_site.SitemapOf(page), Token);
                }
            );
        }
        _site.SetPage("/c", "Page c", "Other text.");
        _subject.Time.Advance(_options.Interval);

        var first = await SyncAsync(source);

        Assert.Equal((0, 0, 0), Counts(first));
        Assert.Empty(first.Failed);
        Assert.DoesNotContain("/3.xml", _site.Asked);
        Assert.Equal(3, _index.Ids.Count());
        Assert.Equal((1, 2, 0), await RunAsync(source));
        Assert.All(files, file => Assert.Single(_site.Asked, file));
    }

    [Fact]
    public async Task Read_RedirectToWhatRobotsForbids_IsNotFollowed()
    {
        _site.SetText("/robots.txt", "User-agent: *\nDisallow: /private\nDisallow: /csr-agent\n", "text/plain");
        _site.Set("/b", context => Redirect(context, "/private/b"));
        var found = (await Source().ReadAllAsync(Token))!;
        Assert.Equal([At("/a"), At("/c")], found.Articles.Select(article => article.Id));
        Assert.Contains("robots.txt", Assert.Single(found.Failed).Error, StringComparison.Ordinal);
        Assert.Equal(["/robots.txt", "/sitemap.xml", "/a", "/b", "/c"], _site.Asked);
    }

    [Fact]
    public async Task Sync_MissingPageWithStatus200AtAShortAddress_KeepsItsLastVersion()
    {
        _site.SetSitemap("/", "/a");
        _site.SetPage("/", "Home", "Text of the home page.");
        var source = Source();
        await RunAsync(source);
        _site.Everything = context =>
            context.Request.Path.Value is "/sitemap.xml" or "/a"
                ? _site.AnswerAsSetAsync(context)
                : WritePage(
                    context,
                    FakeWebsite.PageOf(
                        "Not found",
                        $"There is no {context.Request.Path}, nor this and/or that. <a href='{context.Request.Path}'>Again</a> or "
                            + "<a href='/a'>a</a>"
                    )
                );
        _subject.Time.Advance(_options.Interval);
        var report = await SyncAsync(source);
        Assert.Contains("do not exist", Assert.Single(report.Failed).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_SlowPage_FailsAfterTheTimeoutAndTheOthersGoOn(bool beginsToAnswer)
    {
        _options.Timeout = TimeSpan.FromSeconds(15);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _site.Set(
            "/b",
            async context =>
            {
                if (beginsToAnswer) await context.Response.WriteAsync("<p>Text", Token);
                if (beginsToAnswer) await context.Response.Body.FlushAsync(Token);
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            }
        );
        var reading = Source().ReadAllAsync(Token);
        await asked.Task.WaitAsync(Token);
        _subject.Time.Advance(_options.Timeout);

        var found = (await reading)!;

        Assert.Contains("WEBSITE_TIMEOUT", Assert.Single(found.Failed).Error, StringComparison.Ordinal);
        Assert.Equal([At("/a"), At("/c")], found.Articles.Select(article => article.Id));
    }
}
