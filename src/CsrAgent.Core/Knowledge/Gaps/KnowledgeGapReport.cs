using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Gaps;

/// <summary>What customers ask that the knowledge base does not answer.</summary>
public sealed class KnowledgeGapReport
{
    private readonly IKnowledgeGaps _gaps;
    private readonly GapMeanings _meanings;
    private readonly IOptions<KnowledgeOptions> _options;

    internal KnowledgeGapReport(IKnowledgeGaps gaps, GapMeanings meanings, IOptions<KnowledgeOptions> options) =>
        (_gaps, _meanings, _options) = (gaps, meanings, options);

    /// <summary>The questions, grouped by words and meaning; what the most customers asked first, then the most frequent.</summary>
    /// <param name="limit">Maximum number of groups to return.</param>
    public async Task<IReadOnlyList<GapGroup>> TopAsync(int limit, CancellationToken cancellationToken)
    {
        var groups = GapGrouping.ByWords(await _gaps.ListAsync(_options.Value.GapLimit, cancellationToken));
        return GapGrouping.Rank(await _meanings.JoinAsync(groups, cancellationToken), limit);
    }
}
