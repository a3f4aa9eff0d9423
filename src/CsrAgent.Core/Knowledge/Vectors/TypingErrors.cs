using System.Collections.Frozen;
using System.Text;
using CsrAgent.Embeddings;
using CsrAgent.Languages;

namespace CsrAgent.Knowledge.Vectors;

/// <summary>
/// Corrects typos in a question before it is embedded: a sentence model makes little of "i wnat to retrun my shose". A word
/// that neither the model nor the articles know becomes the commonest that the model knows one slip away: two letters in the wrong order
/// first, then one doubled, then one missing. A letter too many or a wrong one is left: "debit" is not "debt". So are names, numbers,
/// short words, contractions without their apostrophe, and known words with a syllable before them ("reorder").
/// </summary>
internal sealed class TypingErrors(IVocabulary vocabulary, ArticleWords articles)
{
    private const int MinLength = 4;
    private const int MaxLength = 16;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly string[] Prefixes = ["re", "un", "pre", "non", "mis", "over", "under", "out", "anti", "auto", "multi"];

    private static readonly FrozenSet<string> Contractions = FrozenSet.Create(
        StringComparer.Ordinal,
        "arent",
        "cant",
        "couldnt",
        "didnt",
        "doesnt",
        "dont",
        "hadnt",
        "hasnt",
        "havent",
        "heres",
        "isnt",
        "itll",
        "ive",
        "shouldnt",
        "thats",
        "theres",
        "theyll",
        "theyre",
        "theyve",
        "wasnt",
        "werent",
        "weve",
        "whats",
        "wheres",
        "whos",
        "wont",
        "wouldnt",
        "youll",
        "youre",
        "youve"
    );

    public string Correct(string text)
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
        if (vocabulary.RankOf(word) >= 0 || articles.Contains(word)) return null;
        var plain = word.ToString();
        if (Contractions.Contains(plain) || HasPrefix(plain)) return null;
        return Commonest(Swapped(plain)) ?? Commonest(WithoutDoubled(plain)) ?? Commonest(Lengthened(plain));
    }

    private bool HasPrefix(string word) =>
        Prefixes.Any(prefix => word.StartsWith(prefix, StringComparison.Ordinal) && vocabulary.RankOf(word.AsSpan(prefix.Length)) >= 0);

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

    private static IEnumerable<string> WithoutDoubled(string word) =>
        Enumerable.Range(1, word.Length - 1).Where(i => word[i] == word[i - 1]).Select(i => word.Remove(i, 1));

    private static IEnumerable<string> Lengthened(string word) =>
        Enumerable.Range(1, word.Length).SelectMany(i => LettersAt(i, word).Select(letter => word.Insert(i, letter.ToString())));

    // The last one is no ending: "adres" lacks its s twice, "hoodie" lacks none.
    private static IEnumerable<char> LettersAt(int place, string word) =>
        place < word.Length ? Letters : Letters.Where(letter => letter is not 'd' && (letter is not 's' || word[^1] == 's'));
}
