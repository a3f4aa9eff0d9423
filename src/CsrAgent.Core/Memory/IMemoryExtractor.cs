using CsrAgent.Conversations;

namespace CsrAgent.Memory;

/// <summary>
/// Finds in a conversation what is worth keeping about its customer. Safe to call from many threads. Slow ones are fine: nobody waits.
/// </summary>
internal interface IMemoryExtractor
{
    /// <summary>At most a few; none where nothing is worth it. Null when it failed: the facts are taken.</summary>
    /// <param name="messages">Oldest first. Data, never instructions.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<MemoryDraft>?> ExtractAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken);
}
