using CsrAgent.Adapters.Zendesk;
using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Adapters.Zendesk.HelpCenter;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Channels;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Zendesk;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Zendesk.HelpCenter;

public sealed class HelpCenterSourceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private FakeZendesk _zendesk = null!;
    private HttpClient _http = null!;
    private ZendeskCredentials _credentials = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _zendesk = await FakeZendesk.StartAsync();
        _http = new HttpClient { BaseAddress = new(_zendesk.BaseAddress + "/") };
        var options = Options.Create(new ZendeskOptions { Email = "bot@example.com", ApiToken = "api-token" });
        _credentials = new(new(_http, options), new(() => Unused(options)), options, _time);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_zendesk.Violations);
        _credentials.Dispose();
        _http.Dispose();
        await _zendesk.DisposeAsync();
    }

    private RefreshedTokens Unused(IOptions<ZendeskOptions> options) =>
        new(new(_http, options), new MemoryChannelState(), new ProcessLeases(), options, _time, NullLogger<RefreshedTokens>.Instance);

    [Fact]
    public async Task Read_EveryLocale_GivesItsPublishedArticlesAsMarkdown()
    {
        _zendesk.AddArticle(1, "en-us", "Reset your password", "<h2>Steps</h2><p>Open <b>Settings</b>.</p>");
        _zendesk.AddArticle(2, "en-us", "Close your account", "<p>Write to us.</p>");
        _zendesk.AddArticle(3, "en-us", "Change your address", "<p>Open Settings.</p>");
        _zendesk.AddArticle(1, "de", "Passwort zurücksetzen", "<p>Öffnen Sie die Einstellungen.</p>");
        _zendesk.AddArticle(4, "fr", "Mot de passe", "<p>Non</p>");

        var listing = await ReadAsync(Source("en-us", "de"));

        Assert.Equal(["zendesk-1-de", "zendesk-1-en-us", "zendesk-2-en-us", "zendesk-3-en-us"], IdsOf(listing));
        var first = listing.Articles.Single(article => article.Id == "zendesk-1-en-us");
        Assert.Equal(("Reset your password", "en", "## Steps\n\nOpen **Settings**."), (first.Title, first.Language, first.Body));
        Assert.Equal("https://example.zendesk.com/hc/en-us/articles/1", first.Url);
        Assert.Equal(["account", "Accounts"], first.Tags);
        Assert.Equal("de", listing.Articles.Single(article => article.Id == "zendesk-1-de").Language);
        Assert.Empty(listing.Failed);
    }

    [Fact]
    public async Task Read_DraftsAndWhatIsNotForEverybody_AreLeftOut()
    {
        _zendesk.AddArticle(1, "en-us", "Open", "<p>For all.</p>");
        _zendesk.AddArticle(2, "en-us", "Draft", "<p>Not yet.</p>", article => article["draft"] = true);
        _zendesk.AddArticle(3, "en-us", "Staff only", "<p>Secret.</p>", article => article["user_segment_id"] = 5);
        _zendesk.AddArticle(4, "en-us", "Who knows", "<p>Odd.</p>", article => article.Remove("draft"));

        Assert.Equal(["zendesk-1-en-us"], IdsOf(await ReadAsync(Source("en-us"))));
    }

    [Fact]
    public async Task Read_SomeSections_GivesNoOthers()
    {
        _zendesk.AddArticle(1, "en-us", "One", "<p>One.</p>");
        _zendesk.AddArticle(2, "en-us", "Two", "<p>Two.</p>", article => article["section_id"] = 71);

        var source = Source(new HelpCenterOptions { Locales = ["en-us"], Sections = ["71"] });

        Assert.Equal(["zendesk-2-en-us"], IdsOf(await ReadAsync(source)));
    }

    [Fact]
    public async Task Read_NothingChanged_CostsOneCall()
    {
        _zendesk.AddArticle(1, "en-us", "One", "<p>One.</p>");
        var source = Source("en-us");
        await ReadAsync(source);
        await ReadAsync(source);
        var calls = _zendesk.Requests.Count;

        var listing = await ReadAsync(source);

        Assert.Equal(["zendesk-1-en-us"], IdsOf(listing));
        Assert.Equal(["GET /api/v2/help_center/incremental/articles"], _zendesk.Requests.Skip(calls));
    }

    [Fact]
    public async Task Read_ChangedArticle_IsSeenAtOnce()
    {
        var article = _zendesk.AddArticle(1, "en-us", "One", "<p>One.</p>");
        var source = Source("en-us");
        await ReadAsync(source);
        _zendesk.ChangeArticle(article, changed => changed["body"] = "<p>Another.</p>");

        Assert.Equal("Another.", Assert.Single((await ReadAsync(source)).Articles).Body);

        _zendesk.ChangeArticle(article, changed => changed["draft"] = true);
        Assert.Empty((await ReadAsync(source)).Articles);
    }

    [Fact]
    public async Task Read_ArchivedArticle_IsGoneWithinTheHour()
    {
        var article = _zendesk.AddArticle(1, "en-us", "One", "<p>One.</p>");
        _zendesk.AddArticle(2, "en-us", "Two", "<p>Two.</p>");
        var source = Source("en-us");
        await ReadAsync(source);
        _zendesk.ChangeArticle(article, null);

        _time.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(["zendesk-2-en-us"], IdsOf(await ReadAsync(source)));
    }

    [Fact]
    public async Task Read_ArticleThatCannotBeUsed_IsNamedAndKeepsItsLastVersion()
    {
        _zendesk.AddArticle(1, "en-us", "", "<p>No title.</p>");
        _zendesk.AddArticle(2, "en-us", "Two", "<p>Two.</p>");

        var listing = await ReadAsync(Source("en-us"));

        Assert.Equal(["zendesk-2-en-us"], IdsOf(listing));
        Assert.Equal("zendesk-1-en-us", Assert.Single(listing.Failed).Id);
    }

    [Fact]
    public async Task Read_ZendeskOutOfOrder_SaysSoAndRecovers()
    {
        _zendesk.AddArticle(1, "en-us", "One", "<p>One.</p>");
        var source = Source("en-us");
        _zendesk.Fault = _ => new FakeZendeskFault(503);
        var error = await Assert.ThrowsAnyAsync<CsrAgentException>(() => source.ListAsync(Token));
        Assert.Contains("503", error.Message, StringComparison.Ordinal);

        _zendesk.Fault = _ => null;
        Assert.Equal(["zendesk-1-en-us"], IdsOf(await ReadAsync(source)));
    }

    private static IEnumerable<string> IdsOf(SourceArticles listing) =>
        listing.Articles.Select(article => article.Id).Order(StringComparer.Ordinal);

    private static async Task<SourceArticles> ReadAsync(HelpCenterSource source) =>
        Assert.IsType<SourceArticles>(await source.ReadAllAsync(Token));

    private HelpCenterSource Source(params string[] locales) => Source(new HelpCenterOptions { Locales = locales });

    private HelpCenterSource Source(HelpCenterOptions options) =>
        new(
            new HelpCenterArticles(new ZendeskApi(_http, _credentials, new(), _time)),
            Options.Create(options),
            Options.Create(new KnowledgeOptions()),
            _time
        );
}
