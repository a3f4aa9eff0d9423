using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CsrAgent.Adapters;

/// <summary>What a page of a website, or an HTML file, says to its readers; navigation, banners and footers are left out.</summary>
/// <param name="Language">Of its <c>lang</c>, or null.</param>
/// <param name="Canonical">The address that it names as its own, as it is written there; or null.</param>
/// <param name="IsHidden">Whether it asks search engines to leave it out.</param>
/// <param name="IsSignIn">Whether it asks for a password and says little else.</param>
/// <param name="Markdown">Empty if it says nothing.</param>
internal sealed record HtmlPage(
    string? Title,
    string? Language,
    string? Canonical,
    bool IsHidden,
    bool IsSignIn,
    IReadOnlyList<string> Keywords,
    string Markdown
)
{
    private const int MaxSignInLength = 1_000;

    /// <param name="charset">Of the answer that it came with, or null.</param>
    /// <param name="address">Where it comes from, which its links may be relative to; null if it is nowhere.</param>
    /// <exception cref="FormatException">It would take too long to read. Says why.</exception>
    public static HtmlPage Read(byte[] bytes, string? charset, Uri? address)
    {
        var html = HtmlCharset.Decode(bytes, charset);
        HtmlLimits.Check(html);
        var document = new HtmlParser().ParseDocument(html);
        var content = HtmlContent.Find(document);
        var heading = content.QuerySelector("h1");
        var title = heading is null ? null : NullIfEmpty(ArticleHtml.PlainText(heading));
        var asksForPassword = HtmlContent.AsksForPassword(content);
        // The title is shown and searched by itself.
        if (title is not null) heading!.Remove();
        HtmlContent.Clean(content);
        if (address is not null) Resolve(content, address);
        var markdown = ArticleHtml.ToMarkdown(content);
        return new HtmlPage(
            title ?? TitleOf(document),
            NullIfEmpty(document.DocumentElement.GetAttribute("lang")),
            document.QuerySelector("link[rel~=canonical]")?.GetAttribute("href")?.Trim(),
            Hides(MetaOf(document, "name", "robots")),
            asksForPassword && markdown.Length < MaxSignInLength,
            Split(MetaOf(document, "name", "keywords")),
            markdown
        );
    }

    /// <summary>Whether rules of "robots", in a page or in the header of an answer, say that it is not for search.</summary>
    public static bool Hides(string? rules) => Split(rules).Any(rule => rule.ToLowerInvariant() is "noindex" or "none");

    /// <summary>Without the site's name, which all its pages have.</summary>
    private static string? TitleOf(IHtmlDocument document)
    {
        var title = document.QuerySelector("title") is { } element ? ArticleHtml.PlainText(element) : "";
        var site = MetaOf(document, "property", "og:site_name")?.Trim();
        if (!string.IsNullOrEmpty(site) && title.Length > site.Length && title.EndsWith(site, StringComparison.OrdinalIgnoreCase))
        {
            title = title[..^site.Length].TrimEnd(' ', '|', '-', '–', '—', '·', '•', ':', '»');
        }
        return NullIfEmpty(title);
    }

    private static void Resolve(IElement content, Uri address)
    {
        foreach (var link in content.QuerySelectorAll("a[href]"))
        {
            var target = link.GetAttribute("href")!;
            if (target.StartsWith('#') || !Uri.TryCreate(address, target, out var absolute)) continue;
            link.SetAttribute("href", absolute.AbsoluteUri);
        }
    }

    private static string? MetaOf(IHtmlDocument document, string key, string name) =>
        document
            .QuerySelectorAll("meta")
            .FirstOrDefault(meta => string.Equals(meta.GetAttribute(key), name, StringComparison.OrdinalIgnoreCase))
            ?.GetAttribute("content");

    private static string[] Split(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
