using CsrAgent.Knowledge;

namespace CsrAgent.Answering.Review;

/// <summary>
/// Finds texts that have most of their words in common, among many. They are compared only where they share one of the rarest words that a
/// text has not to itself, and not with more than a few of one word, so that it takes time in proportion to their number.
/// </summary>
internal sealed class WordSets
{
    // The words of a text by which others are found; the texts of one word that it is compared with, and that are looked at for that.
    private const int Keys = 6;
    private const int MaxCompared = 40;
    private const int MaxLooks = 1_000;

    private readonly IReadOnlyList<IReadOnlySet<string>> _texts;
    private readonly WordWeights _weights;
    private readonly double[] _sums;

    public WordSets(IReadOnlyList<IReadOnlySet<string>> texts)
    {
        _texts = texts;
        _weights = new WordWeights(texts);
        _sums = [.. texts.Select(_weights.SumOf)];
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
            var others = new Dictionary<int, bool>();
            foreach (var key in KeysOf(_texts[number]))
            {
                if (!holders.TryGetValue(key, out var list)) holders[key] = list = [];
                var compared = 0;
                // The newest first: what can be compared is often of the same source, and what cannot of the same article.
                for (var at = list.Count - 1; at >= Math.Max(0, list.Count - MaxLooks) && compared < MaxCompared; at--)
                {
                    var other = list[at];
                    if (!others.TryGetValue(other, out var isCompared))
                    {
                        others[other] = isCompared = mayPair(other, number);
                        var likeness = isCompared ? LikenessOf(other, number) : 0;
                        if (isCompared && likeness >= min) yield return (other, number, likeness);
                    }
                    if (isCompared) compared++;
                }
                list.Add(number);
            }
        }
    }

    // A word that no other text has leads to none.
    private IEnumerable<string> KeysOf(IReadOnlySet<string> words) =>
        words.Where(_weights.IsShared).OrderByDescending(_weights.Of).ThenBy(word => word, StringComparer.Ordinal).Take(Keys);

    private double LikenessOf(int first, int second) => _weights.Likeness(_texts[first], _sums[first], _texts[second], _sums[second]);
}
