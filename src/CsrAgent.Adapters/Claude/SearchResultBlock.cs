using System.Runtime.CompilerServices;
using Anthropic.Models.Messages;
using CsrAgent.Answering;
using CsrAgent.Knowledge;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

internal static class SearchResultBlock
{
    // Made once for each passage that an index keeps in memory: the SDK turns every field of every block into JSON, which for six passages
    // costs as much as sending the request.
    private static readonly ConditionalWeakTable<Passage, ContentBlockParam> _made = [];

    /// <summary>The same as content of a message; null as with <see cref="From(AIContent)"/>.</summary>
    public static ContentBlockParam? ContentFrom(AIContent content)
    {
        if (PassageContent.Find(content) is not { } hit || string.IsNullOrWhiteSpace(hit.Passage.Text))
            return null;
        var made = _made.GetValue(hit.Passage, _ => Make(hit));
        return made.Title == TitleOf(hit) ? made : Make(hit);
    }

    /// <summary>Null when the content is no passage, or one without words, which the API refuses.</summary>
    public static SearchResultBlockParam? From(AIContent content) =>
        PassageContent.Find(content) is { } hit && !string.IsNullOrWhiteSpace(hit.Passage.Text) ? From(hit) : null;

    private static SearchResultBlockParam From(PassageHit hit) => new()
    {
        Source = PassageContent.SourceOf(hit),
        Title = TitleOf(hit),
        Content = [.. Paragraphs(hit.Passage.Text).Select(text => new TextBlockParam { Text = text })],
        // On for each one: the API refuses a request in which some are citable and others not.
        Citations = new CitationsConfigParam { Enabled = true },
    };

    private static ContentBlockParam Make(PassageHit hit)
    {
        ContentBlockParam block = From(hit);
        // It keeps its JSON when it is first asked for, and that is not safe from several threads.
        _ = block.Json;
        return block;
    }

    private static string TitleOf(PassageHit hit)
    {
        var title = string.IsNullOrWhiteSpace(hit.Title) ? hit.ArticleId : hit.Title;
        return hit.Passage.Heading is { Length: > 0 } heading && heading != title ? $"{title}: {heading}" : title;
    }

    /// <summary>
    /// A block is the least that a citation points at, so each paragraph is one. The blank lines stay at the end of theirs: what is cited
    /// over several blocks still stands in the passage letter by letter.
    /// </summary>
    internal static IEnumerable<string> Paragraphs(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = EndOfParagraph(text, start);
            yield return text[start..end];
            start = end;
        }
    }

    private static int EndOfParagraph(string text, int start)
    {
        var words = start + (text.AsSpan(start).IndexOfAnyExcept(" \t\r\n") is var lead and >= 0 ? lead : 0);
        var gap = text.IndexOf("\n\n", words, StringComparison.Ordinal);
        if (gap < 0)
            return text.Length;
        var next = text.AsSpan(gap).IndexOfAnyExcept('\n', '\r');
        return next < 0 || string.IsNullOrWhiteSpace(text[(gap + next)..]) ? text.Length : gap + next;
    }
}
