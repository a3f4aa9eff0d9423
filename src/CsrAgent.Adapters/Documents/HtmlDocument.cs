namespace CsrAgent.Adapters.Documents;

/// <summary>An HTML file.</summary>
internal static class HtmlDocument
{
    /// <exception cref="FormatException">Says what is wrong and what to do.</exception>
    public static DocumentText Read(byte[] content)
    {
        var page = HtmlPage.Read(content, null, null);
        if (page.Markdown.Length == 0) throw new FormatException("The file has no text without JavaScript. Save what a browser shows.");
        return new(page.Title, page.Language, page.Keywords, page.Markdown);
    }
}
