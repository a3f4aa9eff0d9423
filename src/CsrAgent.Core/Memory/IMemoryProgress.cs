using CsrAgent.Conversations;

namespace CsrAgent.Memory;

/// <summary>
/// Which ended conversations have been read for what is worth remembering. Safe to call from many threads and processes; each method is
/// durable when it returns. In the same store as the conversations. Of a conversation a hash is kept, no word and no id.
/// </summary>
public interface IMemoryProgress
{
    /// <summary>
    /// The right to read on, for a while; null while another process has it. The first time it begins with now: what ended before memory
    /// was switched on is not read.
    /// </summary>
    /// <param name="holder">Names the process, and is unique among all.</param>
    /// <param name="lease">How long others leave it alone; who has it may take it again.</param>
    /// <param name="cancellationToken">Stops before the step, never within.</param>
    Task<MemoryPosition?> TakeAsync(string holder, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>The sequence number up to which a conversation has been read; 0 for one that has not.</summary>
    Task<long> ReadThroughAsync(Conversation conversation, CancellationToken cancellationToken);

    /// <summary>
    /// Records that a conversation has been read up to a sequence number, then moves the position. False, and the position stays, when the
    /// right has passed to another process.
    /// </summary>
    /// <param name="position">As it was taken.</param>
    /// <param name="conversation">That was read.</param>
    /// <param name="through">The sequence number of its last message; 0 to read it from the same place again when it ends again.</param>
    /// <param name="cancellationToken">Stops before the step, never within.</param>
    Task<bool> DoneAsync(MemoryPosition position, Conversation conversation, long through, CancellationToken cancellationToken);

    /// <summary>Forgets the position, so that what ends until memory is switched on again is never read.</summary>
    Task ClearAsync(CancellationToken cancellationToken);
}
