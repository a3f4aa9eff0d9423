namespace CsrAgent.Conversations;

/// <summary>
/// Sessions that were erased with their customer: a token from before, or a message that comes again, opens them no more. Remembered
/// longer than any token can be renewed. Safe to call from many threads. <c>ITurnQueue.AcceptAsync</c> reads it in its own step.
/// </summary>
public interface IClosedSessions
{
    /// <summary>A token lives for at most a year and may be renewed for 30 days more.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(400);

    /// <summary>
    /// The store's time, which closings are told in: a session that is given out now is given out since then. The clock of a process may
    /// be another one.
    /// </summary>
    Task<DateTimeOffset> ReadTimeAsync(ConversationId id, CancellationToken cancellationToken);

    /// <summary>Durable when it returns. Closed again, a session counts as closed from now on.</summary>
    Task CloseAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellationToken);

    /// <summary>True when the session was closed at <paramref name="since"/>, a time of the store, or later.</summary>
    Task<bool> WasClosedSinceAsync(ConversationId id, DateTimeOffset since, CancellationToken cancellationToken);
}
