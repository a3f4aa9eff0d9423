using CsrAgent.Conversations;

namespace CsrAgent.Handoff;

/// <summary>
/// The people's side of hand-offs. Safe to call from many threads and processes. Each change is one atomic, durable step that also
/// raises the conversation's fence, so that a turn that runs meanwhile cannot commit.
/// </summary>
public interface IHandoffStore
{
    /// <summary>
    /// Applies a change if the conversation's hand-off is still the one that <paramref name="change"/> was made from, unchanged since.
    /// False when it is not, or there is no such conversation: read again and decide anew.
    /// </summary>
    Task<bool> ApplyAsync(HandoffChange change, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    Task<EscalationTicket?> FindAsync(string escalationId, CancellationToken cancellationToken);

    /// <summary>Hand-offs in a state (null: any), most urgent and then oldest first.</summary>
    Task<IReadOnlyList<EscalationTicket>> ListAsync(EscalationState? state, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Hand-offs whose <see cref="EscalationTicket.DueAt"/> has come, longest due first. Reserves nothing: of several processes that act on
    /// the same one, the first that applies its change has done it.
    /// </summary>
    Task<IReadOnlyList<EscalationTicket>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}
