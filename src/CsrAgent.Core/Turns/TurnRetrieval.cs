using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Memory;
using CsrAgent.Privacy;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Turns;

/// <summary>Searches the knowledge base and the customer's memories for a turn, and records what the articles lack.</summary>
internal sealed class TurnRetrieval(
    KnowledgeSearch search,
    CustomerMemories memories,
    LogMask mask,
    TimeProvider time,
    ILogger<TurnRetrieval> logger
)
{
    /// <summary>What is known of the customer from earlier conversations; nothing where who they are is not proven.</summary>
    public Task<IReadOnlyList<CustomerMemory>> RecallAsync(AnalyzedTurn analyzed, CancellationToken cancellationToken) =>
        analyzed.Rememberable is { } owner
            ? memories.RecallAsync(owner, analyzed.OwnText, analyzed.Signals.Language, cancellationToken)
            : Task.FromResult<IReadOnlyList<CustomerMemory>>([]);

    /// <summary>Empty if the index fails: the answer then says that it does not know.</summary>
    public async Task<IReadOnlyList<PassageHit>> FindAsync(AnalyzedTurn analyzed, CancellationToken cancellationToken)
    {
        try
        {
            return await search.SearchAsync(analyzed.OwnText, analyzed.Lease.History, analyzed.Signals.Language, null, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "The knowledge base could not be searched for turn {TurnId}; answering without it", analyzed.Lease.TurnId);
            return [];
        }
    }

    /// <summary>The turn's question, as the report of unanswered ones shows it.</summary>
    public KnowledgeGap Gap(AnalyzedTurn analyzed, IReadOnlyList<PassageHit> passages)
    {
        var best = passages.Count > 0 ? passages[0] : null;
        return new KnowledgeGap(
            mask.Mask(analyzed.Text),
            analyzed.Signals.Language,
            best?.Relevance ?? 0,
            best?.ArticleId,
            analyzed.Lease.Conversation.UserId,
            time.GetUtcNow()
        );
    }
}
