using CsrAgent.Embeddings;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Knowledge.Gaps;

/// <summary>
/// Joins groups of questions that mean the same in other words ("can I pay later?", "do you take instalments?"). Only for a report: it may
/// take seconds, and without vectors the groups stay as they are.
/// </summary>
internal sealed class GapMeanings(TextEmbedder embedder, TimeProvider time, ILogger<GapMeanings> logger)
{
    /// <summary>Nearer than this, two questions of a help center want the same article.</summary>
    private const float Same = 0.7f;

    /// <summary>The largest groups: the others are at the end of the report anyway.</summary>
    private const int MaxCompared = 200;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <param name="groups">Each with its newest question first; so is what comes back.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<IReadOnlyList<KnowledgeGap>>> JoinAsync(
        IReadOnlyList<IReadOnlyList<KnowledgeGap>> groups,
        CancellationToken cancellationToken
    )
    {
        var largest = groups.Where(group => embedder.Understands(group[0].Language)).OrderByDescending(group => group.Count);
        var compared = largest.Take(MaxCompared).ToList();
        if (!embedder.IsOn || compared.Count < 2 || await VectorsAsync(compared, cancellationToken) is not { } vectors) return groups;
        var joined = new List<(float[] Vector, List<KnowledgeGap> Gaps)>();
        foreach (var (gaps, vector) in compared.Zip(vectors))
        {
            var same = joined.Find(group => Dot(group.Vector, vector) >= Same);
            if (same.Gaps is null) joined.Add((vector, [.. gaps]));
            else same.Gaps.AddRange(gaps);
        }

        return
        [
            .. joined.Select(group => (IReadOnlyList<KnowledgeGap>)[.. group.Gaps.OrderByDescending(gap => gap.At)]),
            .. groups.Except(compared),
        ];
    }

    private async Task<float[][]?> VectorsAsync(List<IReadOnlyList<KnowledgeGap>> groups, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await embedder.EmbedAsync([.. groups.Select(group => group[0].Question)], either.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with the model, groups by words are a report too.
            logger.LogWarning(e, "Unanswered questions could not be compared by meaning; they are grouped by words alone");
            return null;
        }
    }

    private static float Dot(float[] a, float[] b)
    {
        float product = 0;
        for (var i = 0; i < a.Length; i++) product += a[i] * b[i];
        return product;
    }
}
