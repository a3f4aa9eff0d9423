using CsrAgent.Conversations;

namespace CsrAgent.Handoff;

/// <summary>
/// The people's side of hand-offs. Safe to call from many threads and processes. Each change is one atomic, durable step that also raises
/// the conversation's fence, so that a turn running at the same time cannot commit.
/// </summary>
public interface IHandoffStore
{
    /// <summary>
    /// Applies a change if the conversation's hand-off is still the one that <paramref name="change"/> was made from, unchanged since.
    /// False when it is not, or there is no such conversation: read it again and decide again.
    /// </summary>
    Task<bool> ApplyAsync(HandoffChange change, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    Task<EscalationTicket?> FindAsync(string escalationId, CancellationToken cancellationToken);

    /// <summary>Hand-offs in a state (null for any), most urgent first, then oldest.</summary>
    Task<IReadOnlyList<EscalationTicket>> ListAsync(EscalationState? state, int limit, CancellationToken cancellationToken);

    /// <summary>All hand-offs of a conversation, oldest first.</summary>
    Task<IReadOnlyList<EscalationTicket>> ListOfAsync(ConversationId id, CancellationToken cancellationToken);

    /// <summary>
    /// Hand-offs whose <see cref="EscalationTicket.DueAt"/> has passed, longest due first. Reserves nothing: if several processes act on
    /// the same one, the first to apply its change wins.
    /// </summary>
    /// <param name="now">By <see cref="IHandoffClock"/>.</param>
    /// <param name="limit">Maximum number to return.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<IReadOnlyList<EscalationTicket>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}
