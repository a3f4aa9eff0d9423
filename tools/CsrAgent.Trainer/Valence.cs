using System.Text;
using CsrAgent.Languages;
using CsrAgent.Languages.Features;
using CsrAgent.Sentiment;

namespace CsrAgent.Trainer;

/// <summary>Reads "valence.txt" and "valence.languages.txt" into the table that ships with the model.</summary>
internal static class Valence
{
    public static ValenceTable Read()
    {
        var entries = new Dictionary<ulong, ValenceGroups>();
        var group = ValenceGroups.None;
        foreach (var line in TrainerTexts.Lines("valence.txt").Concat(TrainerTexts.Lines("valence.languages.txt")))
        {
            if (line[0] == '[')
            {
                group = Enum.Parse<ValenceGroups>(line[1..^1], ignoreCase: true);
            }
            else
            {
                foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Forms))
                {
                    entries[HashOf(word)] = entries.GetValueOrDefault(HashOf(word)) | group;
                }
            }
        }

        entries[FeatureText.Smile] = ValenceGroups.Smile;
        entries[FeatureText.Frown] = ValenceGroups.Frown;
        return new ValenceTable(entries);
    }

    private static ulong HashOf(string word)
    {
        if (Rune.TryGetRuneAt(word, 0, out var rune) && !char.IsLetterOrDigit(word[0])) return FeatureHash.Mix((ulong)rune.Value);
        if (word[^1] == '*') return HashOfStem(Fold(word[..^1]));
        string[] parts = word.All(Folding.StandsAlone) ? [.. word.Select(c => c.ToString())] : word.Split('_');
        var hashes = parts.Select(part => FeatureHash.Of(Fold(part))).ToArray();
        return hashes switch
        {
            [var one] => one,
            [var first, var second] => FeatureHash.Pair(first, second),
            _ => throw new FormatException($"'{word}' has more than two parts: the model looks at words and pairs of words."),
        };
    }

    private static ulong HashOfStem(string stem) =>
        stem.Length >= ValenceTable.MinStemLength
            ? ValenceTable.HashOfStem(stem.AsSpan(0, Math.Min(stem.Length, ValenceTable.MaxStemLength)))
            : throw new FormatException($"'{stem}*' is too short: write {ValenceTable.MinStemLength} letters or more.");

    private static string Fold(string word) =>
        string.Concat(word.Where(c => !Folding.IsInvisible(c) && !Folding.IsApostrophe(c)).Select(Folding.Fold));

    private static IEnumerable<string> Forms(string word) =>
        word[^1] switch
        {
            '~' => [word[..^1], Plural(word[..^1])],
            '^' => [word[..^1], Adverb(word[..^1])],
            '+' => Verb(word[..^1]),
            _ => [word],
        };

    private static string Plural(string noun) =>
        noun switch
        {
            [.. var stem, 'y'] when !IsVowel(stem[^1]) => stem + "ies",
            [.., 's' or 'x'] or [.., 'c' or 's', 'h'] => noun + "es",
            _ => noun + "s",
        };

    private static string Adverb(string adjective) =>
        adjective switch
        {
            [.. var stem, 'y'] => stem + "ily",
            [.. var stem, 'l', 'e'] => stem + "ly",
            _ => adjective + "ly",
        };

    private static IEnumerable<string> Verb(string verb) =>
        verb switch
        {
            [.. var stem, 'e'] => [verb, verb + "s", verb + "d", stem + "ing"],
            [.. var stem, 'y'] when !IsVowel(stem[^1]) => [verb, stem + "ies", stem + "ied", verb + "ing"],
            _ => [verb, Plural(verb), verb + "ed", verb + "ing"],
        };

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
