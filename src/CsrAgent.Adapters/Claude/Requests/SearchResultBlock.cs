using System.Runtime.CompilerServices;
using CsrAgent.Answering;
using CsrAgent.Knowledge;

namespace CsrAgent.Adapters.Claude.Requests;

/// <summary>A passage as a search result that Claude can cite.</summary>
internal static class SearchResultBlock
{
    // Serialized once for each passage that an index keeps in memory.
    private static readonly ConditionalWeakTable<Passage, SerializedBlock> Serialized = [];

    /// <summary>False for a passage without words, which the API rejects.</summary>
    public static bool IsCitable(PassageHit hit) => !string.IsNullOrWhiteSpace(hit.Passage.Text);

    /// <summary>The block's JSON.</summary>
    public static ReadOnlyMemory<byte> Of(PassageHit hit)
    {
        if (!Serialized.TryGetValue(hit.Passage, out var serialized)) serialized = Add(hit);
        // The title is the article's, and may change while the passage stays.
        return serialized.Title == hit.Title ? serialized.Json : Write(hit);
    }

    // Apart, since its closure costs an allocation.
    private static SerializedBlock Add(PassageHit hit) => Serialized.GetValue(hit.Passage, _ => new(hit.Title, Write(hit)));

    private static ReadOnlyMemory<byte> Write(PassageHit hit) =>
        ClaudeJson.WriteBytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "search_result"u8);
            writer.WriteString("source"u8, PassageContent.SourceOf(hit));
            writer.WriteString("title"u8, PassageContent.Neutral(TitleOf(hit)));
            writer.WriteStartArray("content"u8);
            foreach (var text in Paragraphs(hit.Passage.Text)) ClaudeJson.WriteText(writer, PassageContent.Neutral(text));
            writer.WriteEndArray();
            // Enabled on every block: the API rejects a request in which only some are citable.
            writer.WriteStartObject("citations"u8);
            writer.WriteBoolean("enabled"u8, true);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });

    private static string TitleOf(PassageHit hit)
    {
        var title = string.IsNullOrWhiteSpace(hit.Title) ? hit.ArticleId : hit.Title;
        return hit.Passage.Heading is { Length: > 0 } heading && heading != title ? $"{title}: {heading}" : title;
    }

    /// <summary>
    /// A block is the smallest unit that a citation can point at, so each paragraph is a block. It keeps the blank lines after it, so that
    /// text cited across several blocks still matches the passage exactly.
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
        if (gap < 0) return text.Length;
        var next = text.AsSpan(gap).IndexOfAnyExcept('\n', '\r');
        return next < 0 || string.IsNullOrWhiteSpace(text[(gap + next)..]) ? text.Length : gap + next;
    }

    private sealed record SerializedBlock(string Title, ReadOnlyMemory<byte> Json);
}
