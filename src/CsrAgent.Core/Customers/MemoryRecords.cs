using CsrAgent.Memory;

namespace CsrAgent.Customers;

/// <summary>What is remembered of one customer, for the company: to look at, and to delete.</summary>
public sealed class MemoryRecords(CustomerMemories memories, CustomerAudit audit)
{
    /// <summary>Newest first, on all channels. The audit log says that somebody looked.</summary>
    public async Task<IReadOnlyList<CustomerMemory>> ListAsync(string userId, string actor, CancellationToken cancellationToken)
    {
        await audit.AppendAsync("customer.memories", userId, actor, "listed", cancellationToken);
        return await memories.ListAsync(userId, cancellationToken);
    }

    /// <summary>Returns how many there were.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="memoryId">Null: all, and what is being learned at the moment is not kept either.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<int> DeleteAsync(string userId, string? memoryId, string actor, CancellationToken cancellationToken)
    {
        var what = memoryId ?? "all";
        await audit.AppendAsync("customer.memories.delete", userId, actor, $"begins: {what}", cancellationToken);
        var deleted = await memories.ForgetAsync(new(userId, memoryId is null ? null : [memoryId]), cancellationToken);
        await audit.AppendAsync("customer.memories.delete", userId, actor, $"done: {what}, {deleted} deleted", CancellationToken.None);
        return deleted;
    }
}
