namespace CsrAgent.Tests.Support.Elasticsearch;

/// <summary>What BM25 needs of a field: how many documents hold each term, and how long they are.</summary>
internal sealed class FakeFieldStatistics
{
    private readonly Dictionary<string, int> _holders = [];
    private readonly int _documents;
    private readonly double _averageLength = 1;

    public FakeFieldStatistics(IReadOnlyList<FakeDocument> documents, string field)
    {
        var length = 0L;
        foreach (var terms in documents.Select(document => document.Terms(field)).OfType<IReadOnlyDictionary<string, int>>())
        {
            _documents++;
            length += terms.Values.Sum();
            foreach (var term in terms.Keys) _holders[term] = _holders.GetValueOrDefault(term) + 1;
        }
        if (_documents > 0) _averageLength = Math.Max(1, length / (double)_documents);
    }

    public IReadOnlyDictionary<string, int> Holders => _holders;

    public double Score(string term, IReadOnlyDictionary<string, int> terms)
    {
        if (!terms.TryGetValue(term, out var frequency)) return 0;
        var holders = _holders[term];
        var rarity = Math.Log(1 + ((_documents - holders + 0.5) / (holders + 0.5)));
        return rarity * frequency / (frequency + (1.2 * (0.25 + (0.75 * terms.Values.Sum() / _averageLength))));
    }
}
