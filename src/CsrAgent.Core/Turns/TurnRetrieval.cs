using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Privacy;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Turns;

/// <summary>What the knowledge base has to say to a turn, and what it is missing.</summary>
internal sealed class TurnRetrieval(
    KnowledgeSearch search,
    IKnowledgeGaps gaps,
    LogMask mask,
    TimeProvider time,
    ILogger<TurnRetrieval> logger
)
{
    /// <summary>Empty where the index fails: the answer then honestly knows nothing.</summary>
    public async Task<IReadOnlyList<PassageHit>> FindAsync(AnalyzedTurn analyzed, CancellationToken cancellationToken)
    {
        try
        {
            return await search.SearchAsync(analyzed.Text, analyzed.Lease.History, analyzed.Signals.Language, null, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "The knowledge base could not be searched for turn {TurnId}; answering without it", analyzed.Lease.TurnId);
            return [];
        }
    }

    public async Task RecordGapAsync(AnalyzedTurn analyzed, IReadOnlyList<PassageHit> passages, CancellationToken cancellationToken)
    {
        var best = passages.Count > 0 ? passages[0] : null;
        try
        {
            await gaps.RecordAsync(
                new KnowledgeGap(
                    mask.Mask(analyzed.Text),
                    analyzed.Signals.Language,
                    best?.Relevance ?? 0,
                    best?.ArticleId,
                    analyzed.Lease.Conversation.UserId,
                    time.GetUtcNow()
                ),
                cancellationToken
            );
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A missing line in a report must not cost the customer the answer.
            logger.LogWarning(e, "The knowledge gap of turn {TurnId} could not be recorded", analyzed.Lease.TurnId);
        }
    }
}
