namespace CsrAgent.Answering.Review;

/// <summary>
/// Finds texts that have most of their words in common, among many. A word counts the more, the fewer texts have it; texts are compared
/// only where they share one of their rarest words, so that it takes time in proportion to their number.
/// </summary>
internal sealed class WordSets
{
    // The rarest words of a text by which others are found, and the texts of one word that are looked at.
    private const int Keys = 6;
    private const int MaxHolders = 40;

    private readonly IReadOnlyList<IReadOnlySet<string>> _texts;
    private readonly Dictionary<string, double> _weights;
    private readonly double[] _sums;

    public WordSets(IReadOnlyList<IReadOnlySet<string>> texts)
    {
        _texts = texts;
        _weights = texts.SelectMany(words => words)
            .CountBy(word => word)
            .ToDictionary(pair => pair.Key, pair => Math.Log(1 + ((double)texts.Count / pair.Value)));
        _sums = [.. texts.Select(words => words.Sum(word => _weights[word]))];
    }

    /// <summary>Pairs of texts, by number, with what share of their words' weight both have. Each pair once.</summary>
    /// <param name="min">The least share.</param>
    /// <param name="mayPair">Whether two texts are of interest to each other.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IEnumerable<(int First, int Second, double Likeness)> Pairs(
        double min,
        Func<int, int, bool> mayPair,
        CancellationToken cancellationToken
    )
    {
        var holders = new Dictionary<string, List<int>>();
        for (var number = 0; number < _texts.Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var keys = _texts[number].OrderByDescending(word => _weights[word]).ThenBy(word => word, StringComparer.Ordinal).Take(Keys);
            var seen = new HashSet<int>();
            foreach (var key in keys)
            {
                if (!holders.TryGetValue(key, out var list)) holders[key] = list = [];
                foreach (var other in list)
                {
                    if (!seen.Add(other) || !mayPair(other, number)) continue;
                    if (LikenessOf(other, number) is var likeness && likeness >= min) yield return (other, number, likeness);
                }
                if (list.Count < MaxHolders) list.Add(number);
            }
        }
    }

    private double LikenessOf(int first, int second)
    {
        var (fewer, more) = _texts[first].Count <= _texts[second].Count ? (_texts[first], _texts[second]) : (_texts[second], _texts[first]);
        return 2 * fewer.Where(more.Contains).Sum(word => _weights[word]) / (_sums[first] + _sums[second]);
    }
}
