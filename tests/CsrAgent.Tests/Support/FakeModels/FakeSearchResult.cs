using System.Text.Json;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>A search result as the model sees it.</summary>
public sealed record FakeSearchResult(string Source, string Title, IReadOnlyList<string> Texts)
{
    public string Text => string.Concat(Texts);

    public static FakeSearchResult From(JsonElement block) =>
        new(
            block.GetProperty("source").GetString()!,
            block.GetProperty("title").GetString()!,
            [.. block.GetProperty("content").EnumerateArray().Select(text => text.GetProperty("text").GetString()!)]
        );

    /// <summary>The blocks that the quote touches; the end is exclusive.</summary>
    public (int Start, int End) Locate(string quote)
    {
        var at = Text.IndexOf(quote, StringComparison.Ordinal);
        if (at < 0) throw new InvalidOperationException($"The script cites \"{quote}\", which does not stand in {Source}.");
        return (BlockAt(at), BlockAt(at + Math.Max(quote.Length - 1, 0)) + 1);
    }

    private int BlockAt(int position)
    {
        var block = 0;
        for (var end = Texts[0].Length; end <= position; end += Texts[block].Length) block++;
        return block;
    }
}
