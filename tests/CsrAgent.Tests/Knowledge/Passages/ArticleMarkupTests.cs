using CsrAgent.Knowledge.Passages;

namespace CsrAgent.Tests.Knowledge.Passages;

public sealed class ArticleMarkupTests
{
    [Theory]
    [InlineData("Open it.<!-- internal: give 20 % --> Then close it.", "Open it. Then close it.")]
    [InlineData("Open it.<!-- never closed", "Open it.")]
    [InlineData("A<script>alert('x')</script>B<STYLE>p{}</STYLE>C", "ABC")]
    [InlineData("5&nbsp;days &amp; more, 1 &lt; 2", "5 days & more, 1 < 2")]
    [InlineData("<p>One.</p><p class='x'>Two<br/>three.</p>", "One.\n\n\n\nTwo\nthree.")]
    [InlineData("<ul><li>One</li><li><b>Two</b></li></ul>", "- One\n\n- **Two**")]
    [InlineData("See <a href=\"https://example.com/x\">the page</a>.", "See [the page](https://example.com/x).")]
    [InlineData("Write `<b>` or wait < 5 days, I <3 you & <you>.", "Write `<b>` or wait < 5 days, I <3 you & <you>.")]
    [InlineData("One.\n[//]: # (internal note)\nTwo.", "One.\n\nTwo.")]
    [InlineData("One.\n[comment]: <> (internal note)\nTwo.", "One.\n\nTwo.")]
    [InlineData("One.<!-- note --!> Two.", "One. Two.")]
    [InlineData("One.<!-- internal: `SAVE20` gives 20 %, ask `Eve` first --> Two.", "One. Two.")]
    [InlineData("One.<script>say(`a`, `b`)</script> Two.", "One. Two.")]
    [InlineData("One.<div hidden>`note` and more</div> Two.", "One. Two.")]
    [InlineData("One.<!--\n```\nnote\n```\n--> Two.", "One. Two.")]
    [InlineData("Write `<!-- a comment -->` so.", "Write `<!-- a comment -->` so.")]
    [InlineData("```html\n<!-- shown -->\n```\nTwo.<!-- `not` -->", "```html\n<!-- shown -->\n```\nTwo.")]
    [InlineData("One. <div hidden>note</div>Two. <p style='display: none'>note</p>Three.", "One. Two. Three.")]
    [InlineData("<?xml version='1.0'?><!DOCTYPE html>One.<noscript>note</noscript><![CDATA[note]]> Two.", "One. Two.")]
    [InlineData("See [1].\n\n[1]: https://example.com", "See [1].\n\n[1]: https://example.com")]
    public void Read_Html_IsWhatItShows(string body, string shown) => Assert.Equal(shown, ArticleMarkup.Read(body).Trim());

    [Fact]
    public void Split_Html_LeavesNoneInPassages()
    {
        const string body = "<h2>Refunds</h2>\n<!-- internal note -->\n<p>Refunds take 5&nbsp;days.</p><script>track()</script>";

        var passage = Assert.Single(PassageSplitter.Split(new("kb-1", "Refunds", null, [], "en", body)));

        Assert.Equal(("Refunds", "Refunds take 5 days."), (passage.Heading, passage.Text));
    }
}
