using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using CsrAgent.Adapters.Markdown.Rendering;
using CsrAgent.Channels;

namespace CsrAgent.Tests.Adapters.Markdown;

public sealed class MarkdownReplyRendererTests
{
    private static readonly MarkdownReplyRenderer Renderer = new();

    [Theory]
    [InlineData("Hello **you** and *me* and ~~him~~.", "Hello *you* and _me_ and ~him~.")]
    [InlineData("__Bold__ _soft_ ***both***", "*Bold* _soft_ _*both*_")]
    [InlineData("# Title\n\nText", "*Title*\n\nText")]
    [InlineData("# A **bold** title", "A *bold* title")]
    [InlineData("a & b < c > d", "a &amp; b &lt; c &gt; d")]
    [InlineData("<!channel> <@U123>", "&lt;!channel&gt; &lt;@U123&gt;")]
    [InlineData("<b>raw</b>", "&lt;b&gt;raw&lt;/b&gt;")]
    [InlineData("[Reset](https://x.example/a?b=1&c=2)", "<https://x.example/a?b=1&amp;c=2|Reset>")]
    [InlineData("[a|b](https://x.example/p|q)", "<https://x.example/p%7Cq|a|b>")]
    [InlineData("See https://x.example/a.", "See <https://x.example/a|https://x.example/a>.")]
    [InlineData("[run](javascript:alert)", "run")]
    [InlineData("1. One\n2. Two\n   - deep", "1. One\n2. Two\n   • deep")]
    [InlineData("3. One\n4. Two", "3. One\n4. Two")]
    [InlineData("- a\n- b", "• a\n• b")]
    [InlineData("- a\n\n  more\n- b", "• a\n  \n  more\n• b")]
    [InlineData("line one\nline two", "line one\nline two")]
    [InlineData("> quoted\n> twice", "> quoted\n> twice")]
    [InlineData("`a < b`", "`a &lt; b`")]
    [InlineData("```\nx < y\n```", "```\nx &lt; y\n```")]
    [InlineData("un**believ**able", "unbelievable")]
    [InlineData("snake_case_name and 5*3*2", "snake_case_name and 5*3*2")]
    [InlineData("| Size | Price |\n| --- | --- |\n| S | **5** |\n| Large | 10 |", "```\nSize   Price\nS      5\nLarge  10\n```")]
    [InlineData("a\n\n---\n\nb", "a\n\n———\n\nb")]
    [InlineData("![logo](https://x.example/l.png)", "<https://x.example/l.png|logo>")]
    [InlineData("Tom &amp; Ann", "Tom &amp; Ann")]
    [InlineData("", "")]
    public void Render_ForSlack_IsMrkdwn(string markdown, string expected) =>
        Assert.Equal(expected, Renderer.Render(markdown, ReplyFormat.Mrkdwn));

    [Theory]
    [InlineData("Hello **you** and *me*.", "Hello you and me.")]
    [InlineData("[Reset](https://x.example/a)", "Reset (https://x.example/a)")]
    [InlineData("See https://x.example/a.", "See https://x.example/a.")]
    [InlineData("<help@x.example>", "help@x.example")]
    [InlineData("1. One\n2. Two", "1. One\n2. Two")]
    [InlineData("# Title\n\n- a\n- b", "Title\n\n• a\n• b")]
    [InlineData("a & b < c", "a & b < c")]
    [InlineData("| Size | Price |\n| --- | --- |\n| S | 5 |", "Size  Price\nS     5")]
    public void Render_AsPlainText_HasNoMarkup(string markdown, string expected) =>
        Assert.Equal(expected, Renderer.Render(markdown, ReplyFormat.PlainText));

    [Theory]
    [InlineData("Hello **you** & *me*.\nNext", "<p>Hello <strong>you</strong> &amp; <em>me</em>.<br>\nNext</p>")]
    [InlineData("[R](https://x.example/a?b=1&c=\"2\")", "<p><a href=\"https://x.example/a?b=1&amp;c=&quot;2&quot;\">R</a></p>")]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("[run](javascript:alert)", "<p>run</p>")]
    [InlineData("2. One\n3. Two", "<ol start=\"2\">\n<li>One</li>\n<li>Two</li>\n</ol>")]
    [InlineData("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul></li>\n</ul>")]
    [InlineData("| A | B |\n| - | - |\n| 1 | 2 |", "<table>\n<tr><th>A</th><th>B</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>")]
    [InlineData("```\na<b\n```", "<pre><code>a&lt;b</code></pre>")]
    public void Render_AsHtml_IsAFragment(string markdown, string expected) =>
        Assert.Equal(expected, Renderer.Render(markdown, ReplyFormat.Html));

    /// <summary>Whatever a reply contains, no tag, attribute, mention or command of the channel comes out of it.</summary>
    [Fact]
    public void Render_AnyText_LetsNothingThrough() =>
        Gen.OneOf([.. Parts.Select(Gen.Const)])
            .Array[0, 30]
            .Sample(
                parts =>
                {
                    var markdown = string.Concat(parts);
                    var element = XElement.Parse("<r>" + Closed(Renderer.Render(markdown, ReplyFormat.Html)) + "</r>");
                    Assert.All(element.Descendants().Attributes(), attribute => Assert.Contains(attribute.Name.LocalName, Allowed));
                    var links = Opened(Renderer.Render(markdown, ReplyFormat.Mrkdwn));
                    Assert.All(links, link => Assert.Matches("^(http|mailto|tel)", link));
                },
                iter: 3_000
            );

    private static readonly string[] Parts =
    [
        .. "<>&\"'*_~`|[)]\n\\ a".Select(c => c.ToString()),
        .. new[] { "](", "\n\n", "- ", "1. ", "> ", "# ", "---", "```", "&lt;", "&#60;" },
        .. new[] { "<!here>", "<@U1>", "javascript:", "https://x.example", "onclick=" },
    ];

    private static readonly string[] Allowed = ["href", "start"];

    private static string Closed(string html) =>
        html.Replace("<br>", "<br/>", StringComparison.Ordinal).Replace("<hr>", "<hr/>", StringComparison.Ordinal);

    private static IEnumerable<string> Opened(string mrkdwn) => Regex.Matches(mrkdwn, "<([^|>]*)").Select(match => match.Groups[1].Value);
}
