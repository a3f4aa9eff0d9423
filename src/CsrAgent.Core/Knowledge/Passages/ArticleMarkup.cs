using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CsrAgent.Knowledge.Passages;

/// <summary>
/// HTML in an article's Markdown, read as what it shows: comments, scripts and styles are not for customers, tags become Markdown or go,
/// and entities become their characters. Code stays as it is.
/// </summary>
internal static partial class ArticleMarkup
{
    /// <summary>A title, on one line.</summary>
    public static string ReadLine(string title) => Blanks().Replace(Read(title), " ").Trim();

    public static string Read(string body)
    {
        if (body.AsSpan().IndexOfAny('<', '&') < 0 && !body.Contains("]:", StringComparison.Ordinal)) return body;
        var text = new StringBuilder();
        var end = 0;
        foreach (Match part in CodeOrHidden().Matches(body))
        {
            text.Append(ReadProse(body[end..part.Index]));
            if (part.Groups["code"].Success) text.Append(part.Value);
            end = part.Index + part.Length;
        }
        return text.Append(ReadProse(body[end..])).ToString();
    }

    private static string ReadProse(string prose)
    {
        var text = Links().Replace(prose, "[${text}](${url})");
        text = Items().Replace(text, "\n- ");
        text = Headings().Replace(text, match => "\n" + new string('#', match.Groups["level"].Value[0] - '0') + " ");
        text = Bold().Replace(text, "**");
        text = Breaks().Replace(text, "\n");
        text = Blocks().Replace(text, "\n\n");
        text = Others().Replace(text, "");
        return WebUtility.HtmlDecode(text).Replace('\u00A0', ' ');
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    // What begins first counts: back-ticks in a comment or a script are hidden with it, and a comment in code is shown. Code is fenced
    // blocks and spans; hidden are comments of HTML, of XML and of Markdown ("[//]: # (note)"), and elements that no browser shows.
    [GeneratedRegex(
        @"(?<code>^(?<fence>`{3,}|~{3,}).*?^\k<fence>|`[^`\n]+`)"
            + @"|<!--.*?(?:--!?>|\z)|<!\[CDATA\[.*?(?:\]\]>|\z)|<!doctype[^>]*>|<\?.*?\?>"
            + @"|<(?<element>script|style|template|noscript)\b.*?(?:</\k<element>\s*>|\z)"
            + @"|<(?<unseen>\w+)\b[^>]*?(?:\shidden\b|display\s*:\s*none)[^>]*>.*?(?:</\k<unseen>\s*>|\z)"
            + @"|^[ ]{0,3}\[[^\]\n]{1,50}\]:[ ]*(?:\#|<>)(?:[ ][^\n]*)?$",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex CodeOrHidden();

    [GeneratedRegex(
        @"<a\s[^>]*?href\s*=\s*[""'](?<url>https?://[^""'\s()]+)[""'][^>]*>(?<text>[^<\n]{1,500})</a\s*>",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Links();

    [GeneratedRegex(@"\s*<li(?:\s[^>]*)?>\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Items();

    [GeneratedRegex(@"\s*<h(?<level>[1-6])(?:\s[^>]*)?>\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Headings();

    [GeneratedRegex(@"</?(?:b|strong)(?:\s[^>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex Bold();

    [GeneratedRegex(@"<br\s*/?>\n?|</li\s*>", RegexOptions.IgnoreCase)]
    private static partial Regex Breaks();

    [GeneratedRegex(
        @"</?(?:p|div|ul|ol|table|tr|section|article|blockquote|hr|header|footer)(?:\s[^>]*)?/?>|</h[1-6]\s*>",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Blocks();

    [GeneratedRegex(
        @"</?(?:a|i|em|u|s|span|font|small|sup|sub|td|th|tbody|thead|img|iframe|video|svg|path|button|input|form|label|code|pre|kbd|mark"
            + @"|center|link|meta|html|body|head|title|object|embed|details|summary|figure|figcaption|abbr|del|ins)(?:\s[^>]*)?/?>",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Others();
}
