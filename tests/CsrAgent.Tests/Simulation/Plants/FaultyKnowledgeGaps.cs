using CsrAgent.Conversations.Reporting;
using CsrAgent.Knowledge.Gaps;

namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>Unanswered questions with one planted fault.</summary>
internal sealed class FaultyKnowledgeGaps(IKnowledgeGaps inner, Plant plant) : IKnowledgeGaps
{
    public Task<IReadOnlyList<KnowledgeGap>> ListAsync(int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(limit, cancellationToken);

    public Task<int> EraseAsync(string userId, ErasureReference? erasure, CancellationToken cancellationToken) =>
        plant == Plant.EraseLeavesQuestions ? Task.FromResult(0) : inner.EraseAsync(userId, erasure, cancellationToken);
}
