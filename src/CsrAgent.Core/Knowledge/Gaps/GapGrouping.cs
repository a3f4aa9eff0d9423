namespace CsrAgent.Knowledge.Gaps;

/// <summary>
/// Groups questions by the words they share, and ranks the groups. The fewer questions contain a word, the more it counts, so that no
/// language needs a list of filler words.
/// </summary>
internal static class GapGrouping
{
    private const double Alike = 0.5;
    private const int Examples = 3;

    /// <summary>For a draft of the article that they want.</summary>
    public const int MaxExamples = 10;

    /// <param name="gaps">Newest first.</param>
    /// <param name="limit">Maximum number of groups to return.</param>
    public static IReadOnlyList<GapGroup> Group(IReadOnlyList<KnowledgeGap> gaps, int limit) => Rank(ByWords(gaps), limit);

    /// <summary>What the most customers asked first.</summary>
    /// <param name="groups">Each with its newest question first.</param>
    /// <param name="limit">Maximum number of groups to return.</param>
    public static IReadOnlyList<GapGroup> Rank(IEnumerable<IReadOnlyList<KnowledgeGap>> groups, int limit) =>
        [
            .. groups
                .Select(gaps => Report(gaps, Examples))
                .OrderByDescending(group => group.Customers)
                .ThenByDescending(group => group.Count)
                .ThenByDescending(group => group.LastSeen)
                .Take(limit),
        ];

    /// <param name="gaps">Newest first; so is each group.</param>
    public static IReadOnlyList<IReadOnlyList<KnowledgeGap>> ByWords(IReadOnlyList<KnowledgeGap> gaps)
    {
        var rows = gaps.Select(gap => (Gap: gap, Words: WordsOf(gap))).ToList();
        var weights = WeightsOf(rows.Select(row => row.Words));
        var groups = new List<Cluster>();
        var holders = new Dictionary<string, List<Cluster>>();
        foreach (var (gap, words) in rows)
        {
            var cluster = Nearest(words, holders, weights) ?? Start(words, groups, holders);
            cluster.Gaps.Add(gap);
        }
        return [.. groups.Select(group => group.Gaps)];
    }

    private static HashSet<string> WordsOf(KnowledgeGap gap)
    {
        var words = StemmedWords.Of(gap.Question, gap.Language).ToHashSet();
        return words.Count > 0 ? words : [gap.Question.Trim().ToLowerInvariant()];
    }

    private static Dictionary<string, double> WeightsOf(IEnumerable<HashSet<string>> rows)
    {
        var list = rows.ToList();
        return list.SelectMany(words => words)
            .CountBy(word => word)
            .ToDictionary(pair => pair.Key, pair => Math.Log(1 + ((double)list.Count / pair.Value)));
    }

    private static Cluster? Nearest(HashSet<string> words, Dictionary<string, List<Cluster>> holders, Dictionary<string, double> weights)
    {
        var candidates = DistinctiveWords(words, weights).SelectMany(word => holders.GetValueOrDefault(word) ?? []).Distinct();
        return candidates
            .Select(cluster => (Cluster: cluster, Likeness: Likeness(words, cluster.Words, weights)))
            .Where(pair => pair.Likeness >= Alike)
            .OrderByDescending(pair => pair.Likeness)
            .Select(pair => pair.Cluster)
            .FirstOrDefault();
    }

    // Similar questions share at least a third of either's weight, so they cannot share only words of its lightest third.
    private static IEnumerable<string> DistinctiveWords(HashSet<string> words, Dictionary<string, double> weights)
    {
        var rest = words.Sum(word => weights[word]);
        var third = rest / 3;
        foreach (var word in words.OrderByDescending(word => weights[word]))
        {
            if (rest < third) yield break;
            rest -= weights[word];
            yield return word;
        }
    }

    // The share of words, by weight, that both contain, so that a short question joins a longer one.
    private static double Likeness(HashSet<string> a, HashSet<string> b, Dictionary<string, double> weights)
    {
        var shared = a.Where(b.Contains).Sum(word => weights[word]);
        return 2 * shared / (a.Sum(word => weights[word]) + b.Sum(word => weights[word]));
    }

    private static Cluster Start(HashSet<string> words, List<Cluster> groups, Dictionary<string, List<Cluster>> holders)
    {
        var cluster = new Cluster(words, []);
        groups.Add(cluster);
        foreach (var word in words)
        {
            if (!holders.TryGetValue(word, out var list)) holders[word] = list = [];
            list.Add(cluster);
        }
        return cluster;
    }

    /// <param name="gaps">Newest first.</param>
    /// <param name="examples">Maximum number of wordings.</param>
    public static GapGroup Report(IReadOnlyList<KnowledgeGap> gaps, int examples)
    {
        var nearest = gaps.Where(gap => gap.NearestArticleId is not null)
            .CountBy(gap => gap.NearestArticleId!)
            .OrderByDescending(pair => pair.Value);
        return new GapGroup(
            gaps[0].Question,
            gaps[0].Language,
            gaps.Count,
            gaps.DistinctBy(gap => gap.UserId, StringComparer.Ordinal).Count(),
            gaps.Count(gap => gap.IsRatedDown),
            [.. gaps.Select(gap => gap.Question).Distinct().Take(examples)],
            gaps.Max(gap => gap.BestRelevance),
            nearest.Select(pair => pair.Key).FirstOrDefault(),
            gaps.Min(gap => gap.At),
            gaps.Max(gap => gap.At)
        );
    }

    private sealed record Cluster(HashSet<string> Words, List<KnowledgeGap> Gaps);
}
