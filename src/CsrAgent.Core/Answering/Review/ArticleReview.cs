using CsrAgent.Knowledge;

namespace CsrAgent.Answering.Review;

/// <summary>
/// Compares the articles with each other, for the people who keep them. It takes seconds in a large knowledge base, so that one runs at a
/// time.
/// </summary>
public sealed class ArticleReview : IDisposable
{
    /// <summary>About 5,000 articles of ordinary length.</summary>
    public const int MaxPassages = 20_000;

    private readonly IKnowledgeIndex _index;
    private readonly DuplicateFinder _duplicates;
    private readonly ContradictionCheck? _check;
    private readonly SemaphoreSlim _free = new(1, 1);

    /// <param name="index">What is compared.</param>
    /// <param name="duplicates">By words and vectors.</param>
    /// <param name="check">Null where there is no model.</param>
    internal ArticleReview(IKnowledgeIndex index, DuplicateFinder duplicates, ContradictionCheck? check) =>
        (_index, _duplicates, _check) = (index, duplicates, check);

    /// <summary>Whether there is a model to ask about contradictions.</summary>
    public bool CanCheck => _check is not null;

    /// <param name="limit">Maximum number of duplicates, and of contradictions.</param>
    /// <param name="check">Whether a model is asked about contradictions, which costs one call.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null while another one runs.</returns>
    public async Task<ArticleReviewReport?> RunAsync(int limit, bool check, CancellationToken cancellationToken)
    {
        if (!await _free.WaitAsync(TimeSpan.Zero, cancellationToken)) return null;
        try
        {
            var passages = new List<PassageHit>();
            await foreach (var hit in _index.ReadPassagesAsync(cancellationToken))
            {
                passages.Add(hit);
                if (passages.Count > MaxPassages) break;
            }
            var isWhole = passages.Count <= MaxPassages;
            if (!isWhole) passages.RemoveAt(MaxPassages);
            var duplicates = await _duplicates.FindAsync(passages, cancellationToken);
            var contradictions = await Task.Run(
                () => ContradictionFinder.Find([.. passages.SelectMany(Statement.AllOf)], cancellationToken),
                cancellationToken
            );
            IReadOnlyList<Contradiction> best = [.. contradictions.Take(limit)];
            var left = check && _check is not null ? await _check.CheckAsync(best, cancellationToken) : best;
            return new ArticleReviewReport([.. duplicates.Take(limit)], left, best.Count - left.Count, passages.Count, isWhole);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
