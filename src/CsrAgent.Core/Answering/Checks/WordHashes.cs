namespace CsrAgent.Answering.Checks;

/// <summary>
/// The words of a text that mean something, as numbers: words that are long enough, cut to a stem; numbers whole; and pairs of signs
/// where words have no spaces between them. Numbers instead of strings, since every answer is compared with every passage.
/// </summary>
internal static class WordHashes
{
    private const int StemLength = 6;
    private const int MinWordLength = 4;
    private const ulong DigitMark = 1;

    public static HashSet<ulong> Of(ReadOnlySpan<char> text)
    {
        var tokens = new HashSet<ulong>(text.Length / 8 + 1);
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i])) i++;
            Add(tokens, text[start..i]);
        }

        return tokens;
    }

    public static bool IsNumber(ulong token) => (token & DigitMark) != 0;

    private static void Add(HashSet<ulong> tokens, ReadOnlySpan<char> word)
    {
        if (word.IsEmpty) return;
        if (char.IsDigit(word[0]))
        {
            tokens.Add(Hash(word) | DigitMark);
        }
        else if (word[0] >= '\u3040')
        {
            for (var i = 0; i + 1 < word.Length; i++) tokens.Add(Hash(word.Slice(i, 2)) & ~DigitMark);
        }
        else if (word.Length >= MinWordLength)
        {
            tokens.Add(Hash(word[..Math.Min(word.Length, StemLength)]) & ~DigitMark);
        }
    }

    // FNV-1a: the same in every process, so that an answer's confidence is.
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037;
        foreach (var c in word) hash = (hash ^ char.ToLowerInvariant(c)) * 1099511628211;
        return hash;
    }
}
