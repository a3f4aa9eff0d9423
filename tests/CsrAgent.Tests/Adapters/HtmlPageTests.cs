using System.Text;
using CsrAgent.Adapters;

namespace CsrAgent.Tests.Adapters;

public sealed class HtmlPageTests
{
    [Theory]
    [InlineData("<title>T</title><main><h1>Returns</h1><p>Text.</p></main>", "Returns", "Text.")]
    [InlineData("<title>T</title><header><h1>Alder</h1></header><main><p>Text.</p></main>", "T", "Text.")]
    [InlineData("<title>Returns | Alder</title><meta property='og:site_name' content='Alder'><p>Text.", "Returns", "Text.")]
    [InlineData("<title>Alder</title><meta property='og:site_name' content='Alder'><p>Text.", "Alder", "Text.")]
    [InlineData("<p>Text.</p>", null, "Text.")]
    [InlineData("<main><h1><img src=a></h1><p>Text.</p></main>", null, "Text.")]
    public void Read_Title_IsItsHeadingElseItsTitleWithoutTheSite(string html, string? title, string text)
    {
        var page = Read(html);
        Assert.Equal((title, text), (page.Title, page.Markdown));
    }

    [Theory]
    [InlineData("<nav>Menu</nav><p>Text.</p><footer>Imprint</footer>")]
    [InlineData("<div class='cookie-banner'>We use cookies.</div><p>Text.</p><div class='Newsletter box'>Subscribe</div>")]
    [InlineData("<ul><li><a href=/a>Shop</a><li><a href=/b>Help</a><li><a href=/c>Jobs</a></ul><p>Text.</p>")]
    [InlineData("<p>Text.</p><form>Search <input></form><script>let a = '<p>no</p>';</script><template>no</template>")]
    [InlineData("<p>Text.</p><div hidden>no</div><span aria-hidden=true>expand_more</span><dialog>no</dialog>")]
    [InlineData("<nav>Menu</nav><main><article><p>Text.</p></article><aside>Related</aside></main><p>Below.</p>")]
    [InlineData("<form id=aspnetForm><input type=hidden><p>Text.</p></form>")]
    [InlineData("<div class='sidebar-left-layout'><p>Text.</p></div>")]
    public void Read_Boilerplate_IsLeftOutAndTheTextStays(string body) => Assert.Equal("Text.", Read(body).Markdown);

    [Theory]
    [InlineData("<main><h2 id='delete-cookies'>Delete cookies</h2><p>So.</p></main>", "## Delete cookies\n\nSo.")]
    [InlineData("<main><h2>Fees<a href='#fees'>¶</a></h2><p>So.</p></main>", "## Fees\n\nSo.")]
    [InlineData("<main><button aria-controls='a'>How?</button><div id='a' hidden>So.</div></main>", "How?\n\nSo.")]
    [InlineData("<main><header><p>First.</p></header><p>Then.</p></main>", "First.\n\nThen.")]
    [InlineData("<main><p>See <a href='/fees'>fees</a> or <a href='#top'>up</a>.</main>", "See [fees](<https://example.com/fees>) or up.")]
    public void Read_Content_Stays(string body, string expected) => Assert.Equal(expected, Read(body).Markdown);

    [Theory]
    [InlineData("noindex, follow", true)]
    [InlineData("NONE", true)]
    [InlineData("index, max-image-preview:none", false)]
    [InlineData("all", false)]
    public void Read_Robots_MayHideIt(string rules, bool expected) =>
        Assert.Equal(expected, Read($"<meta name='Robots' content='{rules}'><p>Text.").IsHidden);

    [Fact]
    public void Read_PageThatAsksForAPassword_IsASignInUnlessItSaysMore()
    {
        const string form = "<form><input name=user><input type=password></form>";
        Assert.True(Read($"<main><p>Please sign in.</p>{form}</main>").IsSignIn);
        Assert.False(Read($"<header>{form}</header><main><p>Text.</p></main>").IsSignIn);
        Assert.False(Read($"<main><p>{new string('x', 2_000)}</p>{form}</main>").IsSignIn);
    }

    [Theory]
    [InlineData("utf-8", "utf-8", "utf-8")]
    [InlineData("windows-1251", "windows-1251", null)]
    [InlineData("windows-1251", null, "windows-1251")]
    [InlineData("windows-1251", "windows-1251", "no-such-charset")]
    [InlineData("windows-1251", "windows-1251", "utf-7")]
    [InlineData("windows-1251", "windows-1251", "utf-8")]
    [InlineData("utf-8", "iso-8859-1", "windows-1252")]
    [InlineData("utf-16", null, "utf-16")]
    public void Read_Charset_IsFoundThoughAPartOfTheServerIsWrong(string actual, string? inPage, string? inHeader)
    {
        var meta = inPage is null ? "" : $"<meta charset={inPage}>";
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(actual) ?? Encoding.GetEncoding(actual);
        var page = HtmlPage.Read(encoding.GetBytes($"{meta}<title>Цены</title><p>Возврат товара"), inHeader, null);
        Assert.Equal(("Цены", "Возврат товара"), (page.Title, page.Markdown));
    }

    [Fact]
    public void Read_DrawingOfManyShapes_IsNoDepth()
    {
        var shapes = string.Concat(Enumerable.Repeat("<path d='M0 0'/><circle r='1' />", 2_000));
        Assert.Equal("Returns are free.", Read($"<p>Returns are free.</p><svg>{shapes}</svg>").Markdown);
    }

    [Theory]
    [InlineData("<div>", 200_000, "within each other")]
    [InlineData("<b></i>", 200_000, "within each other")]
    [InlineData("<p>", 400_000, "elements")]
    [InlineData("<svg><tr>", 100_000, "within each other")]
    public void Read_PageThatWouldTakeMinutes_IsRefused(string element, int count, string expected)
    {
        var error = Assert.Throws<FormatException>(() => Read(string.Concat(Enumerable.Repeat(element, count))));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static HtmlPage Read(string html) => HtmlPage.Read(Encoding.UTF8.GetBytes(html), null, new Uri("https://example.com/a"));
}
