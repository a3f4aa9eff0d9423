using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Tests.Simulation.Cluster;

namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>A store of conversations with one planted fault.</summary>
internal sealed class FaultyConversationStore(IConversationStore inner, Plant plant, SharedStore store) : IConversationStore
{
    public Task<ConversationPage?> ReadAsync(ConversationId id, long after, int limit, CancellationToken cancellationToken) =>
        inner.ReadAsync(id, after, limit, cancellationToken);

    public async Task<TurnReply?> ReadReplyAsync(ConversationId id, string messageId, CancellationToken cancellationToken)
    {
        var reply = await inner.ReadReplyAsync(id, messageId, cancellationToken);
        if (plant != Plant.WrongReply || reply is null) return reply;
        var page = await inner.ReadAsync(id, 0, 500, cancellationToken);
        var newest = page!.Messages.Last(message => message is { Role: MessageRole.Customer, TurnId: not null });
        return await inner.ReadReplyAsync(id, newest.Id, cancellationToken);
    }

    public Task<IReadOnlyList<Conversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken) =>
        inner.ListAsync(filter, cancellationToken);

    public async Task<bool> EndAsync(ConversationId id, CancellationToken cancellationToken)
    {
        if (plant == Plant.EndDropsWaiting) Change(id, "DELETE FROM mailbox WHERE conversation = @c");
        var ended = await inner.EndAsync(id, cancellationToken);
        if (plant == Plant.EndDropsWaiting) Change(id, "UPDATE conversations SET due_at = NULL, waiting_since = NULL WHERE n = @c");
        return ended;
    }

    public async Task<int> EraseAsync(
        IReadOnlyCollection<ConversationId> ids,
        ErasureReference? erasure,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in ids)
        {
            if (plant == Plant.EraseLeavesHistory) Change(id, "UPDATE messages SET conversation = -@c WHERE conversation = @c");
            if (plant == Plant.EraseLeavesDeliveries) Change(id, "UPDATE outbox SET conversation = -@c WHERE conversation = @c");
        }
        return await inner.EraseAsync(ids, erasure, cancellationToken);
    }

    private void Change(ConversationId id, string sql) =>
        store.Tamper(db => db.Execute(sql, ("@c", db.Number("SELECT n FROM conversations WHERE id = @id", ("@id", id.Value)))));
}
