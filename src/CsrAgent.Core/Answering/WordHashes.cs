using CsrAgent.Languages;

namespace CsrAgent.Answering;

/// <summary>
/// Hashes of the meaningful words of a text: words of sufficient length, cut to a stem; whole numbers; and pairs of characters in scripts
/// without spaces. Hashes instead of strings, since every answer is compared with every passage.
/// </summary>
internal static class WordHashes
{
    private const int StemLength = 6;
    private const int MinWordLength = 4;
    private const ulong DigitMark = 1;

    public static HashSet<ulong> Of(ReadOnlySpan<char> text)
    {
        var hashes = new HashSet<ulong>(text.Length / 8 + 1);
        var tokenizer = new Tokenizer(text, TokenRules.Bare);
        while (tokenizer.Next(out var token))
        {
            if (token.Kind == TokenKind.Word) Add(hashes, text.Slice(token.Start, token.Length));
        }

        return hashes;
    }

    public static bool IsNumber(ulong token) => (token & DigitMark) != 0;

    private static void Add(HashSet<ulong> hashes, ReadOnlySpan<char> word)
    {
        if (word.IsEmpty) return;
        if (char.IsDigit(word[0]))
        {
            hashes.Add(Hash(word) | DigitMark);
        }
        else if (word[0] >= '\u3040')
        {
            for (var i = 0; i + 1 < word.Length; i++) hashes.Add(Hash(word.Slice(i, 2)) & ~DigitMark);
        }
        else if (word.Length >= MinWordLength)
        {
            hashes.Add(Hash(word, StemLength) & ~DigitMark);
        }
    }

    // FNV-1a: must match in every process, since an answer's confidence rests on it.
    private static ulong Hash(ReadOnlySpan<char> word, int maxLength = int.MaxValue)
    {
        var hash = 14695981039346656037;
        foreach (var c in word)
        {
            if (Folding.IsInvisible(c)) continue;
            if (maxLength-- == 0) break;
            hash = (hash ^ char.ToLowerInvariant(c)) * 1099511628211;
        }
        return hash;
    }
}
