using System.Text;
using CsrAgent.Adapters.Website;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Knowledge;
using CsrAgent.Tests.Knowledge.Sync;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Adapters.Website;

/// <summary>A site as a source of articles, against a server that answers as sites do.</summary>
public sealed partial class WebsiteSourceTests : IAsyncLifetime
{
    private readonly SyncUnderTest _subject = new();
    private readonly ListedKnowledgeIndex _index = new();
    private readonly WebsiteOptions _options = new()
    {
        Pace = TimeSpan.Zero,
        AllowPrivate = true,
        // Longer than any test lets the clock go on while a page is asked for.
        Timeout = TimeSpan.FromHours(1),
    };
    private FakeWebsite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await FakeWebsite.StartAsync();
        _options.Sitemap = _site.Address + "/sitemap.xml";
        foreach (var page in new[] { "a", "b", "c" }) _site.SetPage($"/{page}", $"Page {page}", $"Text of {page}.", etag: $"\"{page}1\"");
        _site.SetSitemap("/a", "/b", "/c");
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _subject.Dispose();
    }

    [Fact]
    public async Task Read_Page_IsItsTitleAndTextWithoutTheSitesMenus()
    {
        var article = (await Source().ReadAllAsync(Token))!.Articles[0];
        Assert.Equal((At("/a"), "Page a", At("/a"), "en"), (article.Id, article.Title, article.Url, article.Language));
        Assert.Equal("Text of a.", article.Body);
    }

    [Fact]
    public async Task Sync_NextRound_AsksWhetherPagesChangedAndTakesThoseThatDid()
    {
        var source = Source();
        Assert.Equal((3, 0, 0), await RunAsync(source));
        _site.SetPage("/b", "Page b", "Other text.", etag: "\"b2\"");
        _subject.Time.Advance(_options.Interval);
        Assert.Equal((1, 2, 0), await RunAsync(source));
        Assert.Equal((0, 3, 0), await RunAsync(Source()));
    }

    [Fact]
    public async Task Sync_WithinTheInterval_AsksForNothing()
    {
        var source = Source();
        await RunAsync(source);
        _site.Asked.Clear();
        Assert.Equal((0, 3, 0), await RunAsync(source));
        Assert.Empty(_site.Asked);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Sync_PageGone_GoesFromTheIndex(int status)
    {
        var source = Source();
        await RunAsync(source);
        _site.Set("/b", status);
        _subject.Time.Advance(_options.Interval);
        Assert.Equal((0, 2, 1), await RunAsync(source));
    }

    [Fact]
    public async Task Sync_PageOutOfTheSitemapOrHidden_GoesFromTheIndex()
    {
        var source = Source();
        await RunAsync(source);
        _site.SetSitemap("/a", "/b");
        _site.SetPage("/b", "Page b", "Text.", "<meta name='robots' content='noindex, follow'>");
        _subject.Time.Advance(_options.Interval);
        Assert.Equal((0, 1, 2), await RunAsync(source));
    }

    [Theory]
    [InlineData(500, "answers 500")]
    [InlineData(403, "answers 403")]
    public async Task Sync_PageFails_KeepsItsLastVersion(int status, string expected)
    {
        var source = Source();
        await RunAsync(source);
        _site.Set("/b", status);
        _subject.Time.Advance(_options.Interval);
        var report = await SyncAsync(source);
        Assert.Equal((0, 2, 0), Counts(report));
        Assert.Contains(expected, Assert.Single(report.Failed).Error, StringComparison.Ordinal);
        Assert.Equal(3, _index.Ids.Count());
    }

    [Fact]
    public async Task Sync_SiteDownHalfway_BreaksOffAndLosesNothing()
    {
        _site.SetSitemap([.. Enumerable.Range(0, 20).Select(number => $"/{number}")]);
        foreach (var number in Enumerable.Range(0, 20)) _site.SetPage($"/{number}", $"Page {number}", $"Text {number}.");
        var source = Source();
        Assert.Equal((20, 0, 0), await RunAsync(source));
        foreach (var number in Enumerable.Range(5, 15)) _site.Set($"/{number}", 503);
        _site.SetPage("/0", "Page 0", "Other text.");
        _site.Asked.Clear();
        _subject.Time.Advance(_options.Interval);
        var report = await SyncAsync(source);
        Assert.Equal((1, 4, 0), Counts(report));
        Assert.Equal(5 + WebsiteSource.MaxTroubles, _site.Asked.Count(path => path.Length < 4));
        Assert.StartsWith("The website does not answer any more", report.Failed[^1].Error, StringComparison.Ordinal);
        Assert.Equal(20, _index.Ids.Count());

        foreach (var number in Enumerable.Range(5, 15)) _site.SetPage($"/{number}", $"Page {number}", $"Text {number}.");
        Assert.Equal((0, 20, 0), await RunAsync(source));
    }

    [Fact]
    public async Task Sync_PagesThatAreBrokenForGood_DoNotHideThoseBehind()
    {
        _site.SetSitemap([.. Enumerable.Range(0, 10).Select(number => $"/{number}")]);
        foreach (var number in Enumerable.Range(0, 6)) _site.Set($"/{number}", 500);
        foreach (var number in Enumerable.Range(6, 4)) _site.SetPage($"/{number}", $"Page {number}", $"Text {number}.");
        var source = Source();

        for (var sync = 0; sync < 4; sync++) await SyncAsync(source);

        Assert.Equal(4, _index.Ids.Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sync_SamePageForEverything_ReplacesNothing(bool redirects)
    {
        var source = Source();
        await RunAsync(source);
        _site.Everything = context =>
            context.Request.Path == "/sitemap.xml" ? _site.AnswerAsSetAsync(context)
            : redirects && context.Request.Path != "/closed" ? Redirect(context, "/closed")
            : WritePage(context, FakeWebsite.PageOf("Back soon", "We are working on it."));
        _subject.Time.Advance(_options.Interval);
        var report = await SyncAsync(source);
        Assert.Equal((0, 0, 0), Counts(report));
        Assert.Equal(3, report.Failed.Count);
        Assert.Equal(3, _index.Ids.Count());
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("<urlset><url>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><urlset/>")]
    [InlineData("")]
    public async Task Sync_SitemapIsGarbage_FailsAndLosesNothing(string sitemap)
    {
        var source = Source();
        await RunAsync(source);
        _site.SetText("/sitemap.xml", sitemap, "application/xml");
        _subject.Time.Advance(_options.Interval);
        var report = await SyncAsync(source);
        Assert.Contains("It is no sitemap", Assert.Single(report.Failed).Error, StringComparison.Ordinal);
        Assert.Equal(3, _index.Ids.Count());
    }

    [Fact]
    public async Task Sync_SitemapEmpty_WaitsForAConfirmation()
    {
        var source = Source();
        await RunAsync(source);
        _site.SetSitemap();
        _subject.Time.Advance(_options.Interval);
        var failure = Assert.Single((await SyncAsync(source)).Failed);
        Assert.Contains("csr-agent kb confirm website --left 0", failure.Error, StringComparison.Ordinal);
        Assert.Equal(3, _index.Ids.Count());
    }

    [Fact]
    public async Task Read_Robots_AreFollowed()
    {
        _site.SetText("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: csr-agent\nDisallow: /b\n", "text/plain");
        Assert.Equal([At("/a"), At("/c")], await IdsAsync());
        Assert.DoesNotContain("/b", _site.Asked);
    }

    [Fact]
    public async Task Read_RobotsCannotBeHad_ReadsNothing()
    {
        _site.Set("/robots.txt", 503);
        await Assert.ThrowsAsync<CsrAgentException>(() => Source().ListAsync(Token));
        Assert.Equal(["/robots.txt"], _site.Asked);
    }

    [Fact]
    public async Task Read_Canonical_IsOneArticle()
    {
        _site.SetSitemap("/a", "/a?from=mail", "/x?ref=1", "/x?ref=2", "/b");
        _site.SetPage("/a?from=mail", "Page a", "Text of a.", "<link rel='canonical' href='/a'>");
        _site.SetPage("/x?ref=1", "Page x", "Text of x.", "<link rel='canonical' href='/x'>");
        _site.SetPage("/x?ref=2", "Page x", "Text of x.", "<link rel='canonical' href='/x'>");
        _site.SetPage("/b", "Page b", "Text of b.", "<link rel='canonical' href='https://elsewhere.example/b'>");
        var found = (await Source().ReadAllAsync(Token))!;
        Assert.Equal([At("/a"), At("/x"), At("/b")], found.Articles.Select(article => article.Id));
        Assert.Empty(found.Failed);

        _site.SetPage("/x?ref=1", "Page x", "Text of x.", "<link rel='canonical' href='/x'>", etag: "\"x\"");
        await RunAsync(Source());
        // The first one is what it was, and is not read: the other one still is no article of its own.
        var report = await SyncAsync(Source());
        Assert.Equal((0, 3, 0), Counts(report));
        Assert.Empty(report.Failed);
    }

    [Fact]
    public async Task Read_Redirects_AreFollowedWithinTheSiteOnly()
    {
        _site.SetSitemap("/old", "/away", "/round");
        _site.Set("/old", context => Redirect(context, "/a"));
        _site.Set("/away", context => Redirect(context, "http://127.0.0.2:1/a"));
        _site.Set("/round", context => Redirect(context, "/round"));
        var found = (await Source().ReadAllAsync(Token))!;
        Assert.Equal(At("/a"), Assert.Single(found.Articles).Id);
        Assert.Contains("another site", found.Failed[0].Error, StringComparison.Ordinal);
        Assert.Contains("in a circle", found.Failed[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Limits_AreNamed()
    {
        _site.SetSitemap("/a", "/large", "/file", "/empty", "https://elsewhere.example/x", "/b", "/c");
        _site.SetPage("/large", "Large", new string('x', 5_000));
        _site.SetText("/file", "%PDF", "application/pdf");
        _site.SetText("/empty", "<div id='app'></div>");
        (_subject.Options.MaxFileSize, _options.MaxPages) = (3_000, 5);
        var found = (await Source().ReadAllAsync(Token))!;
        Assert.Equal([At("/a"), At("/b")], found.Articles.Select(article => article.Id));
        Assert.Equal(
            ["not on '127.0.0.1'", "WEBSITE_MAX_PAGES", "KNOWLEDGE_MAX_FILE_SIZE", "application/pdf", "JavaScript"],
            found.Failed.Select(failure => Texts.First(text => failure.Error.Contains(text, StringComparison.Ordinal)))
        );
    }

    [Fact]
    public async Task Read_PathsAndSitemapFiles_AreFollowed()
    {
        _site.SetText("/sitemap.xml", _site.IndexOf("/one.xml"), "application/xml");
        _site.SetText("/one.xml", _site.SitemapOf("/a", "/b"), "application/xml");
        _options.Paths = ["/b"];
        Assert.Equal([At("/b")], await IdsAsync());
    }

    [Fact]
    public async Task Read_PrivateAddress_IsRefusedUnlessAllowed()
    {
        _options.AllowPrivate = false;
        var error = await Assert.ThrowsAsync<CsrAgentException>(() => Source().ListAsync(Token));
        Assert.Contains("WEBSITE_ALLOW_PRIVATE", error.Message, StringComparison.Ordinal);
        Assert.Empty(_site.Asked);
    }

    [Fact]
    public async Task Read_Pace_IsKept()
    {
        _site.SetText("/robots.txt", "User-agent: *\nCrawl-delay: 10\n", "text/plain");
        var reading = Source().ReadAllAsync(Token);
        await Until.TrueAsync(() => _site.Asked.Count == 1, "the first request");
        var began = _subject.Time.GetUtcNow();
        await Until.TrueAsync(() => reading.IsCompleted, _subject.Time, TimeSpan.FromSeconds(1), "all pages are read");
        // The sitemap, the page that does not exist and three pages, each 10 s after the one before it.
        Assert.True(_subject.Time.GetUtcNow() - began >= TimeSpan.FromSeconds(50), $"{_subject.Time.GetUtcNow() - began}");
        Assert.Equal(3, (await reading)!.Articles.Count);
    }

    [Fact]
    public async Task Sync_OutOfTime_GoesOnWithTheNextOne()
    {
        var source = Source();
        await RunAsync(source);
        _site.SetPage("/a", "Page a", "Other text.");
        _site.Set(
            "/b",
            context =>
            {
                _subject.Time.Advance(WebsiteSource.Budget + TimeSpan.FromSeconds(1));
                return WritePage(context, FakeWebsite.PageOf("Page b", "Other text."));
            }
        );
        _subject.Time.Advance(_options.Interval);
        using var sync = _subject.Start(_index, source);
        Assert.Equal((2, 0, 0), Counts(await sync.RunAsync(Token)));
        Assert.Null(Assert.Single(sync.ReadStatus()).LastSynced);
        Assert.Equal(3, _index.Ids.Count());
        Assert.Equal((0, 3, 0), Counts(await sync.RunAsync(Token)));
        Assert.NotNull(Assert.Single(sync.ReadStatus()).LastSynced);
    }

    [Fact]
    public async Task Read_PageWithoutETag_IsAskedForByItsDate()
    {
        const string date = "Tue, 01 Dec 2026 10:00:00 GMT";
        var asked = new List<string>();
        _site.SetSitemap("/a");
        _site.Set(
            "/a",
            context =>
            {
                asked.Add(context.Request.Headers.IfModifiedSince.ToString());
                context.Response.Headers.LastModified = date;
                if (asked[^1] != date) return WritePage(context, FakeWebsite.PageOf("Page a", "Text."));
                context.Response.StatusCode = 304;
                return Task.CompletedTask;
            }
        );
        Assert.Equal((1, 0, 0), await RunAsync(Source()));
        Assert.Equal((0, 1, 0), await RunAsync(Source()));
        Assert.Equal(["", date], asked);
    }

    [Fact]
    public async Task Read_SitemapFiles_OneBadOneLosesNothingAndAskingEndsThoughTheyNameEachOther()
    {
        _site.SetText("/sitemap.xml", _site.IndexOf("/one.xml.gz", "/sitemap.xml", "/gone.xml", "/garbage.xml"), "application/xml");
        _site.SetBytes("/one.xml.gz", FakeWebsite.Zipped(Encoding.UTF8.GetBytes(_site.SitemapOf("/a", "/b"))), "application/gzip");
        _site.SetText("/garbage.xml", "<html>Welcome</html>");
        Assert.Equal([At("/a"), At("/b")], await IdsAsync());
        Assert.Equal(1, _site.Asked.Count(path => path == "/sitemap.xml"));
        _site.SetText("/garbage.xml", _site.SitemapOf("/c"), "application/xml");
        await RunAsync(Source());

        _site.Set("/garbage.xml", 404);
        var report = await SyncAsync(Source());
        Assert.Equal((0, 2, 0), Counts(report));
        Assert.Equal(2, report.Failed.Count);
        Assert.Equal(3, _index.Ids.Count());
    }

    [Fact]
    public async Task Read_PageIsLargeWhenUnpacked_IsNamed()
    {
        _subject.Options.MaxFileSize = 1_000_000;
        _site.SetBytes("/b", FakeWebsite.Zipped(new byte[1_000_001]), "text/html", "gzip");
        var failure = Assert.Single((await Source().ReadAllAsync(Token))!.Failed);
        Assert.Contains("KNOWLEDGE_MAX_FILE_SIZE", failure.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_SiteAsksForAPause_IsLeftAloneUntilThen()
    {
        var source = Source();
        await RunAsync(source);
        _subject.Time.Advance(_options.Interval);
        _site.Set(
            "/b",
            context =>
            {
                context.Response.Headers.RetryAfter = "600";
                context.Response.StatusCode = 429;
                return Task.CompletedTask;
            }
        );
        var report = await SyncAsync(source);
        Assert.Equal((0, 1, 0), Counts(report));
        Assert.Empty(report.Failed);
        _site.Asked.Clear();
        await RunAsync(source);
        Assert.Empty(_site.Asked);

        _site.SetPage("/b", "Page b", "Other text.");
        _subject.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((1, 2, 0), await RunAsync(source));
        Assert.Equal(["/b", "/c"], _site.Asked);
    }

    [Fact]
    public async Task Sync_PageBehindASignIn_KeepsItsLastVersion()
    {
        var source = Source();
        await RunAsync(source);
        _site.Set("/b", context => Redirect(context, "/login?next=/b"));
        _site.SetText("/login?next=/b", "<title>Sign in</title><main><p>Welcome back.</p><form><input type=password></form></main>");
        _subject.Time.Advance(_options.Interval);
        var report = await SyncAsync(source);
        Assert.Equal((0, 2, 0), Counts(report));
        Assert.Contains("sign in", Assert.Single(report.Failed).Error, StringComparison.Ordinal);
        Assert.Equal(3, _index.Ids.Count());
    }

    [Fact]
    public async Task Sync_PageMissingWithStatus200_KeepsItsLastVersion()
    {
        var source = Source();
        await RunAsync(source);
        _site.SetSitemap("/a", "/b");
        _site.Everything = context =>
            context.Request.Path.Value is "/sitemap.xml" or "/a"
                ? _site.AnswerAsSetAsync(context)
                : WritePage(context, FakeWebsite.PageOf("Not found", $"There is no {context.Request.Path}."));
        _subject.Time.Advance(_options.Interval);
        var report = await SyncAsync(source);
        Assert.Contains("do not exist", Assert.Single(report.Failed).Error, StringComparison.Ordinal);
        Assert.Contains(At("/b"), _index.Ids);
    }

    [Fact]
    public async Task Read_HeaderSaysNoIndex_IsLeftOut()
    {
        _site.Set(
            "/b",
            context =>
            {
                context.Response.Headers["X-Robots-Tag"] = "noindex";
                return WritePage(context, FakeWebsite.PageOf("Page b", "Text."));
            }
        );
        Assert.Equal([At("/a"), At("/c")], await IdsAsync());
    }

    [Fact]
    public async Task Read_NameOfAPrivateAddress_IsRefused()
    {
        _options.AllowPrivate = false;
        _options.Sitemap = _options.Sitemap.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<CsrAgentException>(() => Source().ListAsync(Token));
        Assert.Contains("'localhost' leads to a private network", error.Message, StringComparison.Ordinal);
        Assert.Empty(_site.Asked);
    }

    private static readonly string[] Texts =
    [
        "not on '127.0.0.1'",
        "WEBSITE_MAX_PAGES",
        "KNOWLEDGE_MAX_FILE_SIZE",
        "application/pdf",
        "JavaScript",
    ];

    private static Task WritePage(HttpContext context, string page)
    {
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(page, Token);
    }

    private static Task Redirect(HttpContext context, string to)
    {
        context.Response.Redirect(to);
        return Task.CompletedTask;
    }

    private string At(string path) => _site.Address + path;

    private async Task<IEnumerable<string>> IdsAsync() => (await Source().ReadAllAsync(Token))!.Articles.Select(article => article.Id);

    private async Task<(int, int, int)> RunAsync(WebsiteSource source) => Counts(await SyncAsync(source));

    private async Task<SyncReport> SyncAsync(WebsiteSource source)
    {
        using var sync = _subject.Start(_index, source);
        return await sync.RunAsync(Token);
    }

    private WebsiteSource Source()
    {
        var (website, knowledge) = (Options.Create(_options), Options.Create(_subject.Options));
        var client = new WebsiteClient(WebsiteModule.NewClient(_options.AllowPrivate), website, knowledge, _subject.Time);
        return new WebsiteSource(
            client,
            new SitemapReader(client, website),
            new WebsitePages(client, knowledge),
            website,
            _subject.Time
        );
    }

    private static (int, int, int) Counts(SyncReport report) => (report.Indexed, report.Unchanged, report.Deleted);
}
