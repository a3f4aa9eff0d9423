using CsrAgent.Languages;

namespace CsrAgent.Knowledge.Ranking.Entities;

/// <summary>Words as names are compared: lower case, without accents, apostrophes and the possessive "'s".</summary>
internal static class EntityWords
{
    public static IEnumerable<string> Of(string text) => WithCase(text).Select(word => word.Text);

    /// <summary>Each word, and whether the text has it in lower case.</summary>
    public static IEnumerable<(string Text, bool IsLower)> WithCase(string text)
    {
        var words = Words.Of(text);
        for (var i = 0; i < words.Count; i++)
        {
            if (words.KindOf(i) != TokenKind.Word) continue;
            var written = text.AsSpan(words.StartOf(i)..words.EndOf(i));
            var word = IsPossessive(written) ? words[i][..^1] : words[i];
            yield return (word.ToString(), IsLower(written));
        }
    }

    private static bool IsPossessive(ReadOnlySpan<char> word) =>
        word.Length > 2 && word[^1] is 's' or 'S' && Folding.IsApostrophe(word[^2]);

    private static bool IsLower(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (char.IsUpper(c)) return false;
        }
        return char.IsLetter(word[0]);
    }
}
