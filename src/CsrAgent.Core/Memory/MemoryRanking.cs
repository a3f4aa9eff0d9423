using CsrAgent.Knowledge;

namespace CsrAgent.Memory;

/// <summary>
/// Orders one customer's memories by how well they fit what the customer says: by meaning where both have a vector of the same model, else
/// by the share of words that they have in common. Of those that fit equally the newest come first.
/// </summary>
public static class MemoryRanking
{
    /// <param name="memories">With their vectors, if they have one.</param>
    /// <param name="query">What the customer says.</param>
    public static IReadOnlyList<CustomerMemory> Top(IEnumerable<CustomerMemory> memories, MemoryQuery query)
    {
        var words = StemmedWords.Of(query.Text, query.Language).ToHashSet();
        return
        [
            .. memories
                .Select(memory => (Memory: memory, Fit: Fit(memory, query, words)))
                .OrderByDescending(pair => pair.Fit)
                .ThenByDescending(pair => pair.Memory.At)
                .ThenBy(pair => pair.Memory.Id, StringComparer.Ordinal)
                .Take(query.Limit)
                .Select(pair => pair.Memory with { Vector = null }),
        ];
    }

    private static double Fit(CustomerMemory memory, MemoryQuery query, HashSet<string> words)
    {
        if (query.Vector is { } asked && memory.Vector is { } kept && AreComparable(asked, kept))
        {
            return Math.Max(0, Cosine(asked.Values, kept.Values));
        }
        if (words.Count == 0) return 0;
        var own = StemmedWords.Of(memory.Text, query.Language).ToHashSet();
        return (double)words.Count(own.Contains) / words.Count;
    }

    private static bool AreComparable(MemoryVector a, MemoryVector b) => a.ModelId == b.ModelId && a.Values.Count == b.Values.Count;

    private static double Cosine(IReadOnlyList<float> a, IReadOnlyList<float> b)
    {
        double product = 0;
        for (var i = 0; i < a.Count; i++) product += a[i] * b[i];
        return product;
    }
}
