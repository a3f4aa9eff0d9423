using System.Buffers;

namespace CsrAgent.Languages;

/// <summary>
/// Text as lower-case letters with accents, one blank between and around words, without addresses and numbers. A filter, not a tokenizer:
/// the language profiles count groups of letters in this line, including blanks, and drop a whole chunk if it contains a digit.
/// </summary>
internal static class PlainText
{
    private static readonly SearchValues<char> NoWord = SearchValues.Create("@0123456789_");

    public static IEnumerable<string> Words(string text)
    {
        var letters = new char[text.Length + 2];
        return new string(letters, 0, Read(text, letters)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Fills <paramref name="line"/> and returns how much of it was used.</summary>
    public static int Read(string text, Span<char> line)
    {
        line[0] = ' ';
        var used = 1;
        foreach (var range in text.AsSpan().SplitAny(" \t\r\n\u00A0"))
        {
            var chunk = text.AsSpan(range);
            if (
                chunk.ContainsAny(NoWord)
                || chunk.Contains("://", StringComparison.Ordinal)
                || chunk.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            )
            {
                continue;
            }
            used = Append(chunk, line, used);
        }

        if (line[used - 1] != ' ' && used < line.Length) line[used++] = ' ';
        return used;
    }

    private static int Append(ReadOnlySpan<char> chunk, Span<char> line, int used)
    {
        foreach (var c in chunk)
        {
            if (used == line.Length) return used;
            if (char.IsLetter(c) || Folding.IsVowelSign(c)) line[used++] = char.ToLowerInvariant(c);
            else if (!Folding.IsInvisible(c) && line[used - 1] != ' ') line[used++] = ' ';
        }

        if (used < line.Length && line[used - 1] != ' ') line[used++] = ' ';
        return used;
    }
}
