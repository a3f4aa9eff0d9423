namespace CsrAgent.Memory;

/// <summary>
/// What is kept about customers between their conversations. Safe to call from many threads and processes. Whatever is returned belongs to
/// exactly the owner that was asked for: ids are compared character by character, and never read as a pattern or a query.
/// </summary>
/// <remarks>
/// A store may be away: every method then throws, within seconds. Replies go on without memory (<see cref="CustomerMemories"/>), an erasure
/// does not end before it comes back.
/// </remarks>
public interface IMemoryStore
{
    /// <summary>
    /// What tells later whether a customer has been erased since: read it before what is to be remembered. It never comes again. Cheap.
    /// </summary>
    Task<string> ReadMarkAsync(string userId, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps memories of one owner, durably when it returns; those with an id that is there are replaced. False, and nothing kept, when the
    /// customer was erased since <paramref name="mark"/> was read.
    /// </summary>
    Task<bool> RememberAsync(IReadOnlyList<CustomerMemory> memories, string mark, CancellationToken cancellationToken);

    /// <summary>The owner's memories that fit best, the best first.</summary>
    Task<IReadOnlyList<CustomerMemory>> RecallAsync(MemoryOwner owner, MemoryQuery query, CancellationToken cancellationToken);

    /// <summary>A customer's memories on all channels, newest first.</summary>
    /// <param name="limit">The most to return.</param>
    Task<IReadOnlyList<CustomerMemory>> ListAsync(string userId, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Removes memories, durably when it returns, and returns how many. An erasure (<see cref="MemoryFilter.IsErasure"/>) also changes the
    /// customer's mark.
    /// </summary>
    Task<int> ForgetAsync(MemoryFilter filter, CancellationToken cancellationToken);
}
