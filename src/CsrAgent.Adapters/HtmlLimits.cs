using System.Text.RegularExpressions;

namespace CsrAgent.Adapters;

/// <summary>
/// Refuses a page that nobody has written by hand. The parser's time grows with the square of the depth: 20,000 elements within each other
/// took seconds, 200,000 more than a minute.
/// </summary>
internal static partial class HtmlLimits
{
    private const int MaxElements = 300_000;
    private const int MaxDepth = 1_000;
    private const int MaxTag = 20_000;

    // Which end by themselves, as a paragraph does where the next begins, or hold nothing.
    private static readonly HashSet<string> Ending =
    [
        .. (
            "area base br col colgroup dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr"
        ).Split(' '),
    ];

    /// <exception cref="FormatException">Says why.</exception>
    public static void Check(string html)
    {
        var open = new Dictionary<string, int>();
        var (elements, depth) = (0, 0);
        foreach (var tag in Tags().EnumerateMatches(html))
        {
            var isEnd = html[tag.Index + 1] == '/';
            var name = html.Substring(tag.Index + (isEnd ? 2 : 1), tag.Length - (isEnd ? 2 : 1)).ToLowerInvariant();
            if (!isEnd && ++elements > MaxElements) throw new FormatException($"It has more than {MaxElements} elements. Split it.");
            var isDrawn = open.GetValueOrDefault("svg") + open.GetValueOrDefault("math") > 0;
            // In a drawing or a formula nothing ends by itself but what says so.
            if (isDrawn ? !isEnd && EndsItself(html, tag.Index + tag.Length) : Ending.Contains(name)) continue;
            var count = open.GetValueOrDefault(name);
            // An end of what never began ends nothing.
            if (isEnd && count == 0) continue;
            (open[name], depth) = isEnd ? (count - 1, depth - 1) : (count + 1, depth + 1);
            if (depth > MaxDepth) throw new FormatException($"More than {MaxDepth} of its elements are within each other.");
        }
    }

    private static bool EndsItself(string html, int from)
    {
        var end = html.AsSpan(from, Math.Min(MaxTag, html.Length - from)).IndexOf('>');
        return end > 0 && html[from + end - 1] == '/';
    }

    [GeneratedRegex("</?[a-zA-Z][a-zA-Z0-9-]*")]
    private static partial Regex Tags();
}
