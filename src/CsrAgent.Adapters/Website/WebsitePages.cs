using System.Net;
using System.Text.RegularExpressions;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Website;

/// <summary>Reads one page as an article. For one caller at a time.</summary>
internal sealed class WebsitePages(WebsiteClient client, IOptions<KnowledgeOptions> options)
{
    private const string NoSuchPage = "/csr-agent-asks-for-a-page-that-does-not-exist";

    // By the address of an article, the page that it is read from.
    private readonly Dictionary<string, string> _pages = new(StringComparer.Ordinal);
    private string? _missingPage;

    /// <summary>Whether the last page failed since the site is unwell, or out of reach.</summary>
    public bool IsInTrouble { get; private set; }

    /// <summary>
    /// Begins a round. A site that shows a page for what does not exist, or the same one for everything while it is being worked on, says
    /// that all is well: its page must not replace articles.
    /// </summary>
    public async Task LearnMissingPageAsync(Uri site, CancellationToken cancellationToken)
    {
        _pages.Clear();
        _missingPage = null;
        var address = new Uri(site, NoSuchPage);
        if (!client.Robots.Allows(address)) return;
        try
        {
            var answer = await client.GetAsync(address, null, cancellationToken);
            if (answer.IsFine && answer.IsHtml) _missingPage = WithoutAddress(answer.ReadPage().Markdown, answer.Address, NoSuchPage);
        }
        catch (Exception e) when (e is WebsiteException or FormatException)
        {
            // Then there is none, or the pages say themselves that the site is out of reach.
        }
    }

    /// <param name="all">All pages of the site.</param>
    /// <param name="known">Of what is indexed of it, or null.</param>
    public async Task<SourceItem> ReadAsync(string address, SitemapPages all, PageVersion? known, CancellationToken cancellationToken)
    {
        IsInTrouble = false;
        WebsiteAnswer answer;
        try
        {
            answer = await client.GetAsync(new Uri(address), known, cancellationToken);
        }
        catch (WebsiteException e)
        {
            IsInTrouble = e.IsOutOfReach;
            return Failed(address, e.Message);
        }
        if (answer.Status == HttpStatusCode.NotModified && known is not null)
        {
            _pages.TryAdd(known.Canonical, address);
            return new SourceItem.Same();
        }
        if (answer.IsGone) return new SourceItem.Gone();
        IsInTrouble = answer.IsTrouble;
        if (!answer.IsFine) return Failed(address, $"It answers {(int)answer.Status}.");
        if (!answer.IsHtml) return Failed(address, $"It is no page, but {answer.MediaType}. Put such files into the folder of articles.");
        try
        {
            return Take(address, answer, answer.ReadPage(), all);
        }
        catch (FormatException e)
        {
            return Failed(address, e.Message);
        }
    }

    private SourceItem Take(string address, WebsiteAnswer answer, HtmlPage page, SitemapPages all)
    {
        if (page.IsHidden || HtmlPage.Hides(answer.Robots)) return new SourceItem.Gone();
        if (page.IsSignIn) return Failed(address, "It asks to sign in; only what everybody may read can be an article.");
        if (page.Markdown.Length == 0) return Failed(address, "It has no text without JavaScript.");
        if (WithoutAddress(page.Markdown, answer.Address, new Uri(address).AbsolutePath) == _missingPage)
        {
            return Failed(address, "It is what the site shows for pages that do not exist.");
        }
        var canonical = CanonicalOf(answer.Address, page);
        if (canonical != address && (all.Contains(canonical) || IsOfAnother(canonical, address))) return new SourceItem.Gone();
        var title = ArticleFields.TitleOf(page.Title ?? new Uri(canonical).AbsolutePath);
        var language = ArticleFields.LanguageOf(page.Language, page.Markdown);
        var tags = ArticleFields.TagsOf(page.Keywords);
        var (article, error) = ArticleRules.Check(
            new ArticleSubmission(IdOf(canonical), title, canonical, tags, language, page.Markdown),
            options.Value.MaxArticleSize
        );
        if (article is null) return Failed(address, error!);
        return new SourceItem.Found(article, new PageVersion(canonical, answer.ETag, answer.LastModified).ToString());
    }

    private bool IsOfAnother(string canonical, string address) => !_pages.TryAdd(canonical, address) && _pages[canonical] != address;

    /// <summary>One of another site is a mistake as often as not, and that site is not read.</summary>
    private static string CanonicalOf(Uri address, HtmlPage page) =>
        Uri.TryCreate(address, page.Canonical, out var named)
        && WebsiteAddress.TryParse(named.AbsoluteUri, out var canonical)
        && WebsiteAddress.IsWithin(address, canonical)
            ? WebsiteAddress.Of(canonical)
            : WebsiteAddress.Of(address);

    private static SourceItem.Failed Failed(string address, string error) =>
        new(new SourceFailure(address, IdOf(address), $"{address}: {error}"));

    /// <summary>Many such pages say which one was asked for, and all say it in their links.</summary>
    private static string WithoutAddress(string text, Uri address, string path) =>
        new[] { address.AbsoluteUri, new Uri(address, path).AbsoluteUri, path, Uri.UnescapeDataString(path) }
            .Distinct()
            .Where(form => text.Contains(form, StringComparison.Ordinal))
            .Aggregate(text, Without);

    /// <summary>Where it stands for itself, and is no part of a longer one: "/" is in all of them.</summary>
    private static string Without(string text, string address) =>
        Regex.Replace(text, $@"(?<![\w/:.%-]){Regex.Escape(address)}(?![\w/%-]|[?#&=.]\w)", "");

    private static string IdOf(string address) => ArticleFields.IdOf("page", address);
}
