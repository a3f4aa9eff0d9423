using System.Numerics.Tensors;
using CsrAgent.Embeddings;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Passages;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Answering.Review;

/// <summary>
/// Passages of two articles that say the same: found by their words, and the most alike compared by meaning, where there are vectors.
/// </summary>
internal sealed class DuplicateFinder(TextEmbedder embedder, TimeProvider time, ILogger<DuplicateFinder> logger)
{
    private const double Candidates = 0.5;
    private const double Same = 0.75;
    private const int MinWords = 8;

    /// <summary>Each is embedded anew.</summary>
    private const int MaxEmbedded = 200;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Pairs of articles, the most alike first.</summary>
    public async Task<IReadOnlyList<ArticlePair>> FindAsync(IReadOnlyList<PassageHit> passages, CancellationToken cancellationToken)
    {
        var pairs = passages.GroupBy(hit => hit.Language).SelectMany(language => Alike([.. language], cancellationToken));
        var candidates = pairs.OrderByDescending(pair => pair.Likeness).ToList();
        var vectors = await EmbedAsync(candidates, cancellationToken);
        return
        [
            .. candidates
                .Select(pair => (pair.First, pair.Second, Similarity: SimilarityOf(pair, vectors)))
                .Where(pair => pair.Similarity >= Same)
                .GroupBy(pair => (pair.First.ArticleId, pair.Second.ArticleId))
                .Select(group => (Best: group.MaxBy(pair => pair.Similarity), Count: CountOf([.. group])))
                .Select(group => new ArticlePair(
                    Reviewed(group.Best.First),
                    Reviewed(group.Best.Second),
                    Math.Min(group.Best.Similarity, 1),
                    group.Count
                ))
                .OrderByDescending(pair => pair.Similarity)
                .ThenByDescending(pair => pair.Passages),
        ];
    }

    private static IEnumerable<(PassageHit First, PassageHit Second, double Likeness)> Alike(
        IReadOnlyList<PassageHit> passages,
        CancellationToken cancellationToken
    )
    {
        var rows = passages.Select(hit => (Hit: hit, Words: WordsOf(hit))).Where(row => row.Words.Count >= MinWords).ToList();
        return new WordSets([.. rows.Select(row => row.Words)])
            .Pairs(Candidates, (first, second) => MayPair(rows[first].Hit, rows[second].Hit), cancellationToken)
            .Select(pair => InOrder(rows[pair.First].Hit, rows[pair.Second].Hit, pair.Likeness));
    }

    private static HashSet<string> WordsOf(PassageHit hit) => [.. StemmedWords.Of(MarkdownText.Plain(hit.Passage.Text), hit.Language)];

    // What is said of two hotels is said in the same words.
    private static bool MayPair(PassageHit first, PassageHit second) =>
        first.ArticleId != second.ArticleId && (first.Entity is null || second.Entity is null || first.Entity == second.Entity);

    private static (PassageHit, PassageHit, double) InOrder(PassageHit first, PassageHit second, double likeness) =>
        string.CompareOrdinal(first.ArticleId, second.ArticleId) < 0 ? (first, second, likeness) : (second, first, likeness);

    private async Task<Dictionary<PassageHit, float[]>> EmbedAsync(
        List<(PassageHit First, PassageHit Second, double Likeness)> pairs,
        CancellationToken cancellationToken
    )
    {
        var passages = pairs
            .SelectMany(pair => (PassageHit[])[pair.First, pair.Second])
            .Where(hit => embedder.Understands(hit.Language))
            .Distinct()
            .Take(MaxEmbedded)
            .ToList();
        if (!embedder.IsOn || passages.Count == 0) return [];
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var vectors = await embedder.EmbedAsync([.. passages.Select(hit => MarkdownText.Plain(hit.Passage.Text))], either.Token);
            return passages.Zip(vectors).ToDictionary(pair => pair.First, pair => pair.Second);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with the model, pairs by words are a report too.
            logger.LogWarning(e, "Articles could not be compared by meaning; they are compared by words alone");
            return [];
        }
    }

    private static double SimilarityOf(
        (PassageHit First, PassageHit Second, double Likeness) pair,
        Dictionary<PassageHit, float[]> vectors
    ) =>
        vectors.TryGetValue(pair.First, out var first) && vectors.TryGetValue(pair.Second, out var second)
            ? (pair.Likeness + TensorPrimitives.Dot(first, second)) / 2
            : pair.Likeness;

    // A passage may be alike to several of the other article.
    private static int CountOf(List<(PassageHit First, PassageHit Second, double Similarity)> pairs) =>
        Math.Min(pairs.DistinctBy(pair => pair.First).Count(), pairs.DistinctBy(pair => pair.Second).Count());

    private static ReviewedText Reviewed(PassageHit hit) => new(hit.ArticleId, hit.Title, hit.Passage.Text);
}
