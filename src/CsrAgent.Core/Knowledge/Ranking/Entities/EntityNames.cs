using System.Collections.ObjectModel;

namespace CsrAgent.Knowledge.Ranking.Entities;

/// <summary>
/// The names of what articles describe (hotels, banks, products), and which of them a conversation speaks of. Among articles in the same
/// words it decides whose they are. Immutable.
/// </summary>
public sealed class EntityNames
{
    /// <summary>No names: the articles are too few, or describe one thing.</summary>
    public static readonly EntityNames None = new([], new Dictionary<string, double>());

    // How much less a name counts with every message since.
    private const double Fading = 0.98;

    // The weight of a mined name's words from which it surely is one and is meant: "bank" alone is not.
    private const double Sure = 4;

    private readonly EntityName[] _names;
    private readonly IReadOnlyDictionary<string, double> _weights;
    private readonly Dictionary<string, int[]> _byWord;

    /// <param name="weights">How much a word of the names says, by the word.</param>
    internal EntityNames(EntityName[] names, IReadOnlyDictionary<string, double> weights)
    {
        (_names, _weights) = (names, weights);
        _byWord = names
            .SelectMany((name, number) => name.Words.Distinct().Select(word => (word, number)))
            .GroupBy(entry => entry.word, entry => entry.number)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    public int Count => _names.Length;

    internal IReadOnlyList<EntityName> Names => _names;

    internal IReadOnlyDictionary<string, double> Weights => _weights;

    /// <summary>How surely each article's entity was named, 0..1, by the article's number; without those that were not.</summary>
    /// <param name="earlier">What was said before, oldest first.</param>
    public IReadOnlyDictionary<int, float> Match(string text, IReadOnlyList<string> earlier)
    {
        var best = new Dictionary<int, double>();
        if (_names.Length == 0) return ReadOnlyDictionary<int, float>.Empty;
        Read(text, 1, best);
        var factor = Fading;
        for (var i = earlier.Count - 1; i >= 0; i--, factor *= Fading) Read(earlier[i], factor, best);
        var matches = new Dictionary<int, float>();
        foreach (var (number, match) in best)
        {
            foreach (var article in _names[number].Articles) matches[article] = Math.Max(matches.GetValueOrDefault(article), (float)match);
        }
        return matches;
    }

    private void Read(string text, double factor, Dictionary<int, double> best)
    {
        var found = new Dictionary<int, double>();
        foreach (var word in EntityWords.Of(text).Distinct())
        {
            foreach (var number in _byWord.GetValueOrDefault(word) ?? [])
            {
                found[number] = found.GetValueOrDefault(number) + _weights[word];
            }
        }
        foreach (var (number, sum) in found)
        {
            // Words that every article holds tell nothing apart.
            if (sum <= 0) continue;
            var share = sum / _names[number].Words.Distinct().Sum(word => _weights[word]);
            var sure = _names[number].IsGiven ? 1 : Math.Min(1, sum / Sure);
            best[number] = Math.Max(best.GetValueOrDefault(number), share * sure * factor);
        }
    }
}
