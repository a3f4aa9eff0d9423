using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Gaps;

/// <summary>What customers ask that the knowledge base does not answer, or not well.</summary>
public sealed class KnowledgeGapReport
{
    private readonly IKnowledgeGaps _gaps;
    private readonly RatedAnswers _rated;
    private readonly GapMeanings _meanings;
    private readonly IOptions<KnowledgeOptions> _options;

    internal KnowledgeGapReport(IKnowledgeGaps gaps, RatedAnswers rated, GapMeanings meanings, IOptions<KnowledgeOptions> options) =>
        (_gaps, _rated, _meanings, _options) = (gaps, rated, meanings, options);

    /// <summary>The questions, grouped by words and meaning; what the most customers asked first, then the most frequent.</summary>
    /// <param name="limit">Maximum number of groups to return.</param>
    public async Task<IReadOnlyList<GapGroup>> TopAsync(int limit, CancellationToken cancellationToken) =>
        GapGrouping.Rank(await GroupAsync(cancellationToken), limit);

    /// <summary>The group that has the question with this <see cref="GapGroup.Id"/>, with more examples; null if it is gone.</summary>
    public async Task<GapGroup?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await GroupAsync(cancellationToken)).FirstOrDefault(gaps => gaps.Any(gap => GapGroup.IdOf(gap.Question) == id)) is { } group
            ? GapGrouping.Report(group, GapGrouping.MaxExamples)
            : null;

    private async Task<IReadOnlyList<IReadOnlyList<KnowledgeGap>>> GroupAsync(CancellationToken cancellationToken)
    {
        var rated = await _rated.ListAsync(cancellationToken);
        var known = rated.Select(gap => (gap.UserId, gap.Question)).ToHashSet();
        // Who rates down that there was no answer asks no second question.
        var unanswered = await _gaps.ListAsync(_options.Value.GapLimit, cancellationToken);
        var all = rated.Concat(unanswered.Where(gap => !known.Contains((gap.UserId, gap.Question))));
        return await _meanings.JoinAsync(GapGrouping.ByWords([.. all.OrderByDescending(gap => gap.At)]), cancellationToken);
    }
}
