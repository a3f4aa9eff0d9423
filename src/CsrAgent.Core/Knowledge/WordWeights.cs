namespace CsrAgent.Knowledge;

/// <summary>What each word of some texts says of them. The fewer have it, the more: no language needs a list of fillers.</summary>
internal sealed class WordWeights
{
    private readonly Dictionary<string, double> _weights;
    private readonly double _ofOneText;

    public WordWeights(IReadOnlyCollection<IReadOnlySet<string>> texts)
    {
        _weights = texts.SelectMany(words => words).CountBy(word => word).ToDictionary(pair => pair.Key, pair => WeightOf(pair.Value));
        _ofOneText = WeightOf(1);

        double WeightOf(int count) => Math.Log(1 + ((double)texts.Count / count));
    }

    public double Of(string word) => _weights[word];

    public double SumOf(IEnumerable<string> words) => words.Sum(Of);

    /// <summary>Whether more than one of the texts has it.</summary>
    public bool IsShared(string word) => Of(word) < _ofOneText;

    /// <summary>0..1: the share of their words, by weight, that both have. A short text is like a longer one that contains it.</summary>
    public double Likeness(IReadOnlySet<string> a, IReadOnlySet<string> b) => Likeness(a, SumOf(a), b, SumOf(b));

    /// <param name="a">A text.</param>
    /// <param name="sumOfA">What all its words weigh.</param>
    /// <param name="b">Another.</param>
    /// <param name="sumOfB">The same of it.</param>
    public double Likeness(IReadOnlySet<string> a, double sumOfA, IReadOnlySet<string> b, double sumOfB)
    {
        var (fewer, more) = a.Count <= b.Count ? (a, b) : (b, a);
        return 2 * SumOf(fewer.Where(more.Contains)) / (sumOfA + sumOfB);
    }
}
