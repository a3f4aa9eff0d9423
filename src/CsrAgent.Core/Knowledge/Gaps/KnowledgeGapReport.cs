using CsrAgent.Privacy;
using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Gaps;

/// <summary>What customers ask that the knowledge base does not answer, or not well.</summary>
public sealed class KnowledgeGapReport
{
    // A turn writes its question down before its reply; the same question in another turn is another one.
    private static readonly TimeSpan MaxApart = TimeSpan.FromMinutes(2);

    private readonly IKnowledgeGaps _gaps;
    private readonly RatedAnswers _rated;
    private readonly GapMeanings _meanings;
    private readonly Redactor _redactor;
    private readonly IOptions<KnowledgeOptions> _options;

    internal KnowledgeGapReport(
        IKnowledgeGaps gaps,
        RatedAnswers rated,
        GapMeanings meanings,
        Redactor redactor,
        IOptions<KnowledgeOptions> options
    ) => (_gaps, _rated, _meanings, _redactor, _options) = (gaps, rated, meanings, redactor, options);

    /// <summary>The questions, grouped by words and meaning; what the most customers asked first, then the most frequent.</summary>
    /// <param name="limit">Maximum number of groups to return.</param>
    public async Task<IReadOnlyList<GapGroup>> TopAsync(int limit, CancellationToken cancellationToken) =>
        GapGrouping.Rank(await GroupAsync(cancellationToken), limit, _redactor);

    /// <summary>The group that has the question with this <see cref="GapGroup.Id"/>, with more examples; null if it is gone.</summary>
    public async Task<GapGroup?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await GroupAsync(cancellationToken)).FirstOrDefault(gaps => gaps.Any(gap => GapGrouping.IdOf(gap, _redactor) == id)) is { } group
            ? GapGrouping.Report(group, GapGrouping.MaxExamples, _redactor)
            : null;

    private async Task<IReadOnlyList<IReadOnlyList<KnowledgeGap>>> GroupAsync(CancellationToken cancellationToken)
    {
        var rated = await _rated.ListAsync(cancellationToken);
        var all = Join(await _gaps.ListAsync(_options.Value.GapLimit, cancellationToken), rated);
        return await _meanings.JoinAsync(GapGrouping.ByWords([.. all.OrderByDescending(gap => gap.At)]), cancellationToken);
    }

    /// <summary>Who rates down that there was no answer asks no second question: that row is marked; other ratings are added.</summary>
    private static List<KnowledgeGap> Join(IReadOnlyList<KnowledgeGap> unanswered, IReadOnlyList<KnowledgeGap> rated)
    {
        var all = unanswered.ToList();
        var rows = Enumerable.Range(0, all.Count).ToLookup(row => (all[row].UserId, all[row].Question));
        foreach (var gap in rated)
        {
            var own = rows[(gap.UserId, gap.Question)].Where(row => !all[row].IsRatedDown && Apart(all[row], gap) <= MaxApart);
            if (own.Cast<int?>().MinBy(row => Apart(all[row!.Value], gap)) is { } nearest)
            {
                all[nearest] = all[nearest] with { IsRatedDown = true };
            }
            else
            {
                all.Add(gap);
            }
        }
        return all;
    }

    private static TimeSpan Apart(KnowledgeGap a, KnowledgeGap b) => (a.At - b.At).Duration();
}
