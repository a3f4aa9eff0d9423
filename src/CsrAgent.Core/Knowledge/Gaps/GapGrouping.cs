using CsrAgent.Privacy;

namespace CsrAgent.Knowledge.Gaps;

/// <summary>
/// Groups questions by the words they share, and ranks the groups. The fewer questions contain a word, the more it counts, so that no
/// language needs a list of filler words.
/// </summary>
internal static class GapGrouping
{
    private const double Alike = 0.5;
    private const int Examples = 3;
    private const int IdLength = 16;

    /// <summary>For a draft of the article that they want.</summary>
    public const int MaxExamples = 10;

    /// <param name="gaps">Newest first.</param>
    /// <param name="limit">Maximum number of groups to return.</param>
    /// <param name="redactor">For their ids.</param>
    public static IReadOnlyList<GapGroup> Group(IReadOnlyList<KnowledgeGap> gaps, int limit, Redactor redactor) =>
        Rank(ByWords(gaps), limit, redactor);

    /// <summary>What the most customers asked first.</summary>
    /// <param name="groups">Each with its newest question first.</param>
    /// <param name="limit">Maximum number of groups to return.</param>
    /// <param name="redactor">For their ids.</param>
    public static IReadOnlyList<GapGroup> Rank(IEnumerable<IReadOnlyList<KnowledgeGap>> groups, int limit, Redactor redactor) =>
        [
            .. groups
                .Select(gaps => Report(gaps, Examples, redactor))
                .OrderByDescending(group => group.Customers)
                .ThenByDescending(group => group.Count)
                .ThenByDescending(group => group.LastSeen)
                .Take(limit),
        ];

    /// <param name="gaps">Newest first; so is each group.</param>
    public static IReadOnlyList<IReadOnlyList<KnowledgeGap>> ByWords(IReadOnlyList<KnowledgeGap> gaps)
    {
        var rows = gaps.Select(gap => (Gap: gap, Words: WordsOf(gap))).ToList();
        var weights = new WordWeights([.. rows.Select(row => row.Words)]);
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

    private static Cluster? Nearest(HashSet<string> words, Dictionary<string, List<Cluster>> holders, WordWeights weights)
    {
        var candidates = DistinctiveWords(words, weights).SelectMany(word => holders.GetValueOrDefault(word) ?? []).Distinct();
        return candidates
            .Select(cluster => (Cluster: cluster, Likeness: weights.Likeness(words, cluster.Words)))
            .Where(pair => pair.Likeness >= Alike)
            .OrderByDescending(pair => pair.Likeness)
            .Select(pair => pair.Cluster)
            .FirstOrDefault();
    }

    // Similar questions share at least a third of either's weight, so they cannot share only words of its lightest third.
    private static IEnumerable<string> DistinctiveWords(HashSet<string> words, WordWeights weights)
    {
        var rest = weights.SumOf(words);
        var third = rest / 3;
        foreach (var word in words.OrderByDescending(weights.Of))
        {
            if (rest < third) yield break;
            rest -= weights.Of(word);
            yield return word;
        }
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
    /// <param name="redactor">For its id.</param>
    public static GapGroup Report(IReadOnlyList<KnowledgeGap> gaps, int examples, Redactor redactor)
    {
        var nearest = gaps.Where(gap => gap.NearestArticleId is not null)
            .CountBy(gap => gap.NearestArticleId!)
            .OrderByDescending(pair => pair.Value);
        return new GapGroup(
            IdOf(gaps[0], redactor),
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

    /// <summary>Keyed: whoever sees an id, in the audit log or in the name of a file, cannot try out what somebody asked.</summary>
    public static string IdOf(KnowledgeGap gap, Redactor redactor) => redactor.Fingerprint(gap.Question)[..IdLength];

    private sealed record Cluster(HashSet<string> Words, List<KnowledgeGap> Gaps);
}
