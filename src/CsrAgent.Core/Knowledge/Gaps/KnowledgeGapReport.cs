using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Gaps;

/// <summary>What customers ask that the knowledge base does not answer.</summary>
public sealed class KnowledgeGapReport(IKnowledgeGaps gaps, IOptions<KnowledgeOptions> options)
{
    /// <summary>The most frequent questions, grouped; most frequent first, then newest.</summary>
    /// <param name="limit">Maximum number of groups to return.</param>
    public async Task<IReadOnlyList<GapGroup>> TopAsync(int limit, CancellationToken cancellationToken) =>
        GapGrouping.Group(await gaps.ListAsync(options.Value.GapLimit, cancellationToken), limit);
}
