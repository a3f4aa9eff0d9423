using CsrAgent.Languages;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>Sequences of words to find in a sentence, by their first word.</summary>
internal sealed class WordList
{
    private readonly Dictionary<string, string[][]> _byFirst;

    public WordList(IEnumerable<string> texts) =>
        _byFirst = texts
            .Select(Parts)
            .GroupBy(parts => parts[0])
            .ToDictionary(group => group.Key, group => group.ToArray());

    /// <summary>A phrase as <see cref="Clause"/> reads it: in scripts without spaces, each character is a word.</summary>
    public static string[] Parts(string phrase) =>
        phrase.Any(Folding.StandsAlone) ? [.. Clause.Read(phrase).Select(word => word.Text)] : phrase.Split(' ');

    public bool IsEmpty => _byFirst.Count == 0;

    /// <summary>True if one of the sequences is entirely within these words.</summary>
    public bool IsWithin(List<ClauseWord> words, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (IsAt(words, at, to)) return true;
        }

        return false;
    }

    public bool IsAt(List<ClauseWord> words, int at, int to)
    {
        if (!_byFirst.TryGetValue(words[at].Text, out var candidates)) return false;
        foreach (var parts in candidates)
        {
            if (at + parts.Length <= to && Matches(words, at, parts)) return true;
        }

        return false;
    }

    public static bool Matches(List<ClauseWord> words, int at, string[] parts)
    {
        if (at + parts.Length > words.Count) return false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (words[at + i].Text != parts[i]) return false;
        }

        return true;
    }
}
