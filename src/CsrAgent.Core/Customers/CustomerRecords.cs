using CsrAgent.Conversations;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Privacy;

namespace CsrAgent.Customers;

/// <summary>All that is kept about one customer: given out, or erased.</summary>
public sealed class CustomerRecords(
    IConversationStore store,
    IKnowledgeGaps gaps,
    IAuditLog audit,
    Pseudonyms pseudonyms,
    TimeProvider time
)
{
    private const int PageSize = 500;

    /// <summary>Every conversation with its whole history, newest activity first.</summary>
    public async Task<CustomerExport> ExportAsync(string userId, string actor, CancellationToken cancellationToken)
    {
        var transcripts = new List<CustomerTranscript>();
        foreach (var conversation in await ListAsync(userId, cancellationToken))
        {
            transcripts.Add(new(conversation, await ReadWholeAsync(conversation.Id, cancellationToken)));
        }
        await audit.AppendAsync(
            new(0, time.GetUtcNow(), actor, "customer.export", pseudonyms.Of(userId), $"{transcripts.Count} conversations"),
            cancellationToken
        );
        return new CustomerExport(userId, time.GetUtcNow(), transcripts);
    }

    /// <summary>Removes the customer from every store. Repeating it is harmless; the receipt then counts nothing.</summary>
    public async Task<ErasureReceipt> EraseAsync(string userId, string actor, CancellationToken cancellationToken)
    {
        var (conversations, messages) = (0, 0);
        while (await ListAsync(userId, cancellationToken) is { Count: > 0 } found)
        {
            messages += await store.EraseAsync([.. found.Select(c => c.Id)], cancellationToken);
            conversations += found.Count;
        }

        await gaps.EraseAsync(userId, cancellationToken);
        var receipt = new ErasureReceipt(
            "erasure_" + Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            pseudonyms.Of(userId),
            time.GetUtcNow(),
            conversations,
            messages
        );
        await audit.AppendAsync(
            new(
                0,
                receipt.At,
                actor,
                "customer.erase",
                receipt.Subject,
                $"{receipt.Id}: {conversations} conversations, {messages} messages"
            ),
            cancellationToken
        );
        return receipt;
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
