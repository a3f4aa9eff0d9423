using System.Globalization;
using System.Text;

namespace CsrAgent.Languages;

/// <summary>
/// Makes letters comparable: lower case, no accents on Latin and Greek letters, full-width forms converted. Each char maps to one char.
/// </summary>
internal static class Folding
{
    private static readonly char[] Table = Build();

    public static char Fold(char c)
    {
        if (c < Table.Length) return Table[c];
        return c is >= '\uFF01' and <= '\uFF5E' ? Table[c - 0xFEE0] : char.ToLowerInvariant(c);
    }

    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\u00B4' or '`';

    /// <summary>Signs of Indic and related scripts that are parts of words without being letters.</summary>
    public static bool IsVowelSign(char c) =>
        c is >= '\u0900' and <= '\u109F'
        && !StandsAlone(c)
        && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Combining accents, Hebrew and Arabic vowel points, zero-width characters, soft hyphens.</summary>
    public static bool IsInvisible(char c) =>
        c
            is '\u00AD'
                or (>= '\u0300' and <= '\u036F')
                or (>= '\u0591' and <= '\u05BD')
                or (>= '\u064B' and <= '\u0652')
                or (>= '\u200B' and <= '\u200F')
                or '\u2060'
                or '\uFE0F'
                or '\uFEFF';

    /// <summary>Scripts that do not separate words with spaces, or attach particles to them: each character is a word.</summary>
    public static bool StandsAlone(char c) =>
        c
            is (>= '\u0E00' and <= '\u0E7F')
                or (>= '\u3040' and <= '\u30FF')
                or (>= '\u3400' and <= '\u9FFF')
                or (>= '\uAC00' and <= '\uD7AF');

    private static char[] Build()
    {
        var table = new char[0x2000];
        for (var c = '\0'; c < table.Length; c++) table[c] = c is < '\u0400' or >= '\u1E00' ? Undress(c) : char.ToLowerInvariant(c);
        const string Pairs = "øo łl đd ðd æa œo ıi þt ħh ŧt";
        foreach (var (from, to) in Pairs.Split(' ').Select(pair => (pair[0], pair[1])))
        {
            table[from] = table[char.ToUpperInvariant(from)] = to;
        }
        table['İ'] = 'i';
        table['I'] = 'i';
        return table;
    }

    private static char Undress(char c) =>
        char.ToLowerInvariant(char.IsLetter(c) ? c.ToString().Normalize(NormalizationForm.FormD).First(IsBase) : c);

    private static bool IsBase(char c) => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark;
}
