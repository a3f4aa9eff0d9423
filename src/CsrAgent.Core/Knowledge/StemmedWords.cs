using System.Buffers;
using System.Globalization;
using System.Text;

namespace CsrAgent.Knowledge;

/// <summary>
/// The meaningful words of a text in a rough base form, for comparing short texts with each other. Not for searching: an index has
/// real analysis.
/// </summary>
internal static class StemmedWords
{
    private static readonly SearchValues<char> Refused = SearchValues.Create([
        .. Enumerable.Range('\uD800', '\uDFFF' - '\uD800' + 1).Select(code => (char)code),
        '\uFFFE',
    ]);

    /// <summary>In order, repeats included. Scripts without spaces give pairs of characters.</summary>
    public static List<string> Of(string text, string language)
    {
        var words = new List<string>();
        var noise = ConversationalWords.Of(language);
        var word = new StringBuilder();
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark && rune.Value is not ('\'' or '’'))
            {
                Flush(word, words, noise);
            }
        }
        Flush(word, words, noise);
        return words;
    }

    // Customers may write what normalization refuses: the noncharacter U+FFFE, and halves of a character where a text was cut.
    private static string WellFormed(string text) =>
        text.AsSpan().IndexOfAny(Refused) < 0
            ? text
            : string.Create(
                text.Length,
                text,
                static (well, text) =>
                {
                    text.CopyTo(well);
                    for (var i = 0; i < well.Length; i++)
                    {
                        if (i + 1 < well.Length && char.IsSurrogatePair(well[i], well[i + 1])) i++;
                        else if (char.IsSurrogate(well[i]) || well[i] == '\uFFFE') well[i] = ' ';
                    }
                }
            );

    private static void Flush(StringBuilder word, List<string> words, IReadOnlySet<string> noise)
    {
        if (word.Length == 0) return;
        var text = word.ToString();
        word.Clear();
        if (text.Any(IsSpaceless))
        {
            words.AddRange(text.Length == 1 ? [text] : Enumerable.Range(0, text.Length - 1).Select(i => text.Substring(i, 2)));
        }
        else if (text.Length > 1 && !noise.Contains(text))
        {
            words.Add(Stem(text));
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
