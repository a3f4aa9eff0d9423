using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Handoff;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Memory;

namespace CsrAgent.Customers;

/// <summary>
/// Exports or erases everything stored about one customer. The audit log records the intent beforehand and the outcome afterwards.
/// </summary>
/// <remarks>Eight constructor parameters: the stores that hold a customer's data, and those who have to know that it is gone.</remarks>
public sealed class CustomerRecords(
    IConversationStore store,
    IHandoffStore handoffs,
    IReplyFeed feed,
    IClosedSessions closed,
    IKnowledgeGaps gaps,
    CustomerMemories memories,
    IErasureProgress progress,
    CustomerAudit audit
)
{
    private const int PageSize = 500;

    /// <summary>Every conversation with its whole history, newest activity first. Null if nothing is stored about the customer.</summary>
    public async Task<CustomerExport?> ExportAsync(string userId, string actor, CancellationToken cancellationToken)
    {
        await audit.AppendAsync("customer.export", userId, actor, "begins", cancellationToken);
        var transcripts = new List<CustomerTranscript>();
        foreach (var conversation in await ListAsync(userId, cancellationToken))
        {
            var messages = await ReadWholeAsync(conversation.Id, cancellationToken);
            transcripts.Add(new(conversation, messages, await handoffs.ListOfAsync(conversation.Id, cancellationToken)));
        }
        var known = await memories.ListAsync(userId, cancellationToken);
        var isNothing = transcripts.Count == 0 && known.Count == 0;
        var outcome = isNothing ? "nothing found" : $"{transcripts.Count} conversations, {known.Count} memories";
        await audit.AppendAsync("customer.export", userId, actor, outcome, cancellationToken);
        return isNothing ? null : new CustomerExport(userId, audit.Now, transcripts, known);
    }

    /// <summary>
    /// Removes the customer from every store. Null if nothing is stored about the customer. An interrupted erasure continues when it is
    /// requested again, and its receipt includes what was removed before.
    /// </summary>
    public async Task<ErasureReceipt?> EraseAsync(string userId, string actor, CancellationToken cancellationToken)
    {
        var subject = audit.SubjectOf(userId);
        var erasure = await progress.BeginAsync(subject, cancellationToken);
        var reference = new ErasureReference(subject, erasure.Id);
        await audit.AppendAsync("customer.erase", userId, actor, $"{erasure.Id}: begins", cancellationToken);
        while (await ListAsync(userId, cancellationToken) is { Count: > 0 } found)
        {
            foreach (var some in found.Select(conversation => conversation.Id).Chunk(RetentionOptions.MaxErasedAtOnce))
            {
                await closed.CloseAsync(some, cancellationToken);
                await store.EraseAsync(some, reference, cancellationToken);
                foreach (var id in some) await feed.PublishAsync(id, new ReplyEvent.Erased(), CancellationToken.None);
            }
        }

        await gaps.EraseAsync(userId, reference, cancellationToken);
        // After the conversations: nothing can be learned from them any more, and what is being learned now is refused.
        var known = (await memories.ListAsync(userId, cancellationToken)).Count;
        erasure = await progress.CountMemoriesAsync(subject, known, cancellationToken);
        var forgotten = await memories.ForgetAsync(new(userId), cancellationToken);
        if (forgotten > known) erasure = await progress.CountMemoriesAsync(subject, forgotten, cancellationToken);
        var counts = erasure.Counts;
        var outcome = counts.IsNothing
            ? "nothing found"
            : $"{counts.Conversations} conversations, {counts.Messages} messages, {counts.Memories} memories";
        await audit.AppendAsync("customer.erase", userId, actor, $"{erasure.Id}: {outcome}", cancellationToken);
        await progress.EndAsync(subject, cancellationToken);
        return counts.IsNothing ? null : new(erasure.Id, subject, audit.Now, counts.Conversations, counts.Messages, counts.Memories);
    }

    private Task<IReadOnlyList<Conversation>> ListAsync(string userId, CancellationToken cancellationToken) =>
        store.ListAsync(new ConversationFilter { UserId = userId, Limit = int.MaxValue }, cancellationToken);

    private async Task<List<Message>> ReadWholeAsync(ConversationId id, CancellationToken cancellationToken)
    {
        var messages = new List<Message>();
        long? after = 0;
        while (after is { } position && await store.ReadAsync(id, position, PageSize, cancellationToken) is { } page)
        {
            messages.AddRange(page.Messages);
            after = page.Next;
        }

        return messages;
    }
}
