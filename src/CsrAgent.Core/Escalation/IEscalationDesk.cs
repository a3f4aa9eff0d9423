using CsrAgent.Conversations;

namespace CsrAgent.Escalation;

/// <summary>
/// The people's side of hand-offs. Safe to call from many threads and processes. Each change is one atomic, durable step that also
/// raises the conversation's fence, so that a turn that runs meanwhile can not commit.
/// </summary>
public interface IEscalationDesk
{
    /// <summary>
    /// Applies a change if the conversation's hand-off is still the one that <paramref name="change"/> was made from, unchanged since.
    /// False when it is not, or there is no such conversation: read again and decide anew.
    /// </summary>
    Task<bool> ApplyAsync(EscalationChange change, CancellationToken cancellationToken);

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

/// <summary>One step of a hand-off.</summary>
public sealed record EscalationChange
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>The hand-off as it was when this step was decided; null when it opens a new one on a conversation that the bot owns.</summary>
    public required EscalationTicket? From { get; init; }

    /// <summary>The hand-off as it is afterwards, but for its revision.</summary>
    public required EscalationTicket Ticket { get; init; }

    /// <summary>The hand-off as it is written.</summary>
    public EscalationTicket After => From is null ? Ticket : Ticket with { Revision = From.Revision + 1 };

    /// <summary>The conversation's status afterwards.</summary>
    public required ConversationStatus Status { get; init; }

    /// <summary>Messages to append to the history: the person's words, or a notice. Sequence numbers are given by the store.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];

    /// <summary>True to cut the agent's context after these messages.</summary>
    public bool CutContext { get; init; }

    public IReadOnlyList<Channels.Delivery> Deliveries { get; init; } = [];
}
