using CsrAgent.Adapters;

namespace CsrAgent.Tests.Adapters;

public sealed class ArticleHtmlTests
{
    [Theory]
    [InlineData("<p>One</p><p>Two</p>", "One\n\nTwo")]
    [InlineData("One<br>Two", "One\nTwo")]
    [InlineData("<h1>Title</h1>\n<h3> A  <b>part</b></h3>", "# Title\n\n### A part")]
    [InlineData("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two")]
    [InlineData("<ol start=\"3\"><li>One</li><li><p>Two</p></li></ol>", "3. One\n4. Two")]
    [InlineData("<ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol>", "1. One\n   - Inner\n2. Two")]
    [InlineData("<p>Open <strong>Settings</strong>, then <em>Save</em>.</p>", "Open **Settings**, then *Save*.")]
    [InlineData("<p>See <a href=\"https://example.com/a b\">the page</a>.</p>", "See [the page](<https://example.com/a%20b>).")]
    [InlineData("<p>See <a href=\"javascript:alert(1)\">this</a> or <a href=\"#top\">that</a>.</p>", "See this or that.")]
    [InlineData("<p>Type <code>help</code></p><pre>a\n  b</pre>", "Type `help`\n\n```\na\n  b\n```")]
    [InlineData("<blockquote><p>Note</p></blockquote>", "> Note")]
    [InlineData(
        "<table><tr><th>Size</th><th>Price</th></tr><tr><td>S|M</td><td>5 €</td></tr></table>",
        "| Size | Price |\n| --- | --- |\n| S\\|M | 5 € |"
    )]
    [InlineData("<dl><dt>Hours</dt><dd>9 to 5</dd></dl>", "Hours\n\n9 to 5")]
    [InlineData("<details><summary>Where?</summary>Here.</details>", "Where?\n\nHere.")]
    [InlineData("<h2>Returns<br>and refunds</h2>", "## Returns and refunds")]
    [InlineData(
        "<table><tr><th colspan=2>Zone</th><th>Fee</th></tr><tr><td rowspan=2>EU</td><td>DE</td><td>3<br>€</td></tr>"
            + "<tr><td>FR</td><td><p>4</p><p>€</p></td></tr></table>",
        "| Zone | Zone | Fee |\n| --- | --- | --- |\n| EU | DE | 3 € |\n| EU | FR | 4 € |"
    )]
    [InlineData(
        "<table><tr><td><h2>Menu</h2></td><td><p>Text.</p><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>",
        "## Menu\n\nText.\n\n| 1 | 2 |\n| --- | --- |"
    )]
    [InlineData("<p>Look<img src=\"x.png\" alt=\" at the lamp\"></p>", "Look at the lamp")]
    [InlineData("<div><span>In</span><div>Nested</div>After</div>", "In\n\nNested\n\nAfter")]
    [InlineData("<script>steal()</script><style>p{}</style><iframe src=x></iframe><p>Kept</p>", "Kept")]
    [InlineData("&lt;b&gt; &amp; caf&eacute;", "<b> & café")]
    [InlineData("", "")]
    public void ToMarkdown_Html_KeepsTextAndStructure(string html, string expected) => Assert.Equal(expected, ArticleHtml.ToMarkdown(html));

    [Fact]
    public void ToMarkdown_EndlessSpans_AreBounded()
    {
        var html = "<table><tr><td rowspan=65000 colspan=65000>A</td><td>B</td></tr>" + string.Concat(Enumerable.Repeat("<tr></tr>", 500));

        Assert.InRange(ArticleHtml.ToMarkdown(html).Length, 1, 100_000);
    }

    [Fact]
    public void ToMarkdown_ElementsNestedWithoutEnd_Ends()
    {
        var html = string.Concat(Enumerable.Repeat("<div><ul><li>", 5_000)) + "deep";

        Assert.InRange(ArticleHtml.ToMarkdown(html).Length, 0, 100_000);
    }
}
