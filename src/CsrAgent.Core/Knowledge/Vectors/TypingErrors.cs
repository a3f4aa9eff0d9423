using System.Text;
using CsrAgent.Embeddings;
using CsrAgent.Languages;

namespace CsrAgent.Knowledge.Vectors;

/// <summary>
/// Mends slips of the keyboard in a question before it is embedded: a sentence model makes little of "i wnat to retrun my shose". A word
/// that the model does not know becomes the commonest that it does know one slip away: two letters in the wrong order first, then one
/// doubled, one missing, one too many, one wrong. Names, numbers and short words are left alone.
/// </summary>
internal sealed class TypingErrors(IVocabulary vocabulary)
{
    private const int MinLength = 4;
    private const int MaxLength = 16;

    // A wrong letter makes another word of a short one too easily.
    private const int MinLengthToReplace = 6;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    public string Mend(string text)
    {
        var mended = new StringBuilder();
        var copied = 0;
        var tokenizer = new Tokenizer(text, TokenRules.Wording);
        while (tokenizer.Next(out var token))
        {
            if (token.Kind != TokenKind.Word || MendWord(text.AsSpan(token.Start, token.Length)) is not { } word) continue;
            mended.Append(text, copied, token.Start - copied).Append(word);
            copied = token.End;
        }
        return copied == 0 ? text : mended.Append(text, copied, text.Length - copied).ToString();
    }

    private string? MendWord(ReadOnlySpan<char> word)
    {
        if (word.Length is < MinLength or > MaxLength || word.ContainsAnyExceptInRange('a', 'z')) return null;
        if (vocabulary.RankOf(word) >= 0) return null;
        var plain = word.ToString();
        return Commonest(Swapped(plain))
            ?? Commonest(Shortened(plain).Where((_, i) => plain[i] == plain[i + 1]))
            ?? Commonest(Lengthened(plain))
            ?? Commonest(Shortened(plain))
            ?? (plain.Length >= MinLengthToReplace ? Commonest(Replaced(plain)) : null);
    }

    private string? Commonest(IEnumerable<string> words)
    {
        var (best, rank) = ((string?)null, int.MaxValue);
        foreach (var word in words)
        {
            if (vocabulary.RankOf(word) is >= 0 and var found && found < rank) (best, rank) = (word, found);
        }
        return best;
    }

    private static IEnumerable<string> Swapped(string word) =>
        Enumerable.Range(0, word.Length - 1).Select(i => $"{word[..i]}{word[i + 1]}{word[i]}{word[(i + 2)..]}");

    // Hardly anybody slips at the first letter.
    private static IEnumerable<string> Shortened(string word) => Enumerable.Range(1, word.Length - 1).Select(i => word.Remove(i, 1));

    private static IEnumerable<string> Lengthened(string word) =>
        Enumerable.Range(0, word.Length + 1).SelectMany(i => Letters.Select(letter => word.Insert(i, letter.ToString())));

    private static IEnumerable<string> Replaced(string word) =>
        Enumerable.Range(1, word.Length - 1).SelectMany(i => Letters.Select(letter => $"{word[..i]}{letter}{word[(i + 1)..]}"));
}
