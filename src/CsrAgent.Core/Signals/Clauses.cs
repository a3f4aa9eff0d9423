using System.Buffers;
using CsrAgent.Languages;

namespace CsrAgent.Signals;

/// <summary>Where one clause of a message ends and the next begins: at a mark, or at the end of a sentence.</summary>
internal static class Clauses
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(",;:–—\n，、；：،؛");

    /// <summary>The words of each, from the first up to but not including the last; marks that end a sentence are in none.</summary>
    public static IEnumerable<(int Start, int End)> Of(Words words)
    {
        var start = 0;
        for (var i = 0; i <= words.Count; i++)
        {
            if (i < words.Count && !words.EndsSentence(i) && (i == start || !EndsBefore(words, i))) continue;
            if (i > start) yield return (start, i);
            start = i < words.Count && words.EndsSentence(i) ? i + 1 : i;
        }
    }

    /// <summary>True when a clause ends before the last of these words.</summary>
    public static bool Spans(Words words, int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (EndsBefore(words, i)) return true;
        }
        return false;
    }

    /// <summary>True when a clause ends between a word and the one before it.</summary>
    public static bool EndsBefore(Words words, int index)
    {
        var between = words.Text.AsSpan(words.EndOf(index - 1)..words.StartOf(index));
        return between.ContainsAny(Marks) || between.Contains(" - ", StringComparison.Ordinal);
    }
}
