using System.Text;
using CsrAgent.Languages;

namespace CsrAgent.Knowledge;

/// <summary>
/// The meaningful words of a text in a rough base form, for comparing short texts. Not for searching: an index has proper analysis.
/// </summary>
internal static class StemmedWords
{
    /// <summary>In order, including repeats. Scripts without spaces yield pairs of characters.</summary>
    public static List<string> Of(string text, string language)
    {
        var words = new List<string>();
        var noise = ConversationalWords.Of(language);
        var tokenizer = new Tokenizer(text, TokenRules.Stems);
        while (tokenizer.Next(out var token))
        {
            if (token.Kind == TokenKind.Word) Add(Plain(text.Substring(token.Start, token.Length)), words, noise);
        }
        return words;
    }

    // Compatibility forms ("ﬁ", full-width letters) become plain ones; accents and apostrophes are dropped.
    private static string Plain(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var rune in word.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var isVowelSign = rune.IsBmp && Folding.IsVowelSign((char)rune.Value);
            if (isVowelSign || Rune.IsLetterOrDigit(rune)) plain.Append(Rune.ToLowerInvariant(rune));
        }
        return plain.ToString();
    }

    private static void Add(string word, List<string> words, IReadOnlySet<string> noise)
    {
        if (word.Any(IsSpaceless))
        {
            words.AddRange(word.Length == 1 ? [word] : Enumerable.Range(0, word.Length - 1).Select(i => word.Substring(i, 2)));
        }
        else if (word.Length > 1 && !noise.Contains(word))
        {
            words.Add(Stem(word));
        }
    }

    private static bool IsSpaceless(char c) =>
        c is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uac00' and <= '\ud7af');

    private static string Stem(string word)
    {
        foreach (
            var ending in (ReadOnlySpan<string>)
                ["ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "en", "er", "s", "y", "e"]
        )
        {
            if (word.Length - ending.Length >= 4 && word.EndsWith(ending, StringComparison.Ordinal)) return word[..^ending.Length];
        }
        return word;
    }
}
