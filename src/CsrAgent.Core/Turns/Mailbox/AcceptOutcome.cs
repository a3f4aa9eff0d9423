using CsrAgent.Conversations;

namespace CsrAgent.Turns.Mailbox;

/// <summary>The result of <see cref="ITurnQueue.AcceptAsync"/>.</summary>
public abstract record AcceptOutcome
{
    private AcceptOutcome() { }

    /// <summary>Durable; the message will be answered.</summary>
    /// <param name="At">When, by the store's time.</param>
    public sealed record Accepted(string MessageId, DateTimeOffset At) : AcceptOutcome;

    /// <summary>The same message has already been accepted, with this id.</summary>
    public sealed record Duplicate(string MessageId) : AcceptOutcome;

    /// <summary>A message with the same key but another text has already been accepted.</summary>
    public sealed record KeyReused : AcceptOutcome;

    /// <summary>The conversation belongs to another customer or channel.</summary>
    public sealed record NotYours : AcceptOutcome;

    /// <summary>
    /// The session was erased with its customer after its token was given out or the message written; see <see cref="IClosedSessions"/>.
    /// </summary>
    public sealed record SessionClosed : AcceptOutcome;

    /// <summary>
    /// Another message of the customer came before this one since it was redacted; nothing was stored. Redact it again, and accept it.
    /// </summary>
    public sealed record Overtaken : AcceptOutcome;

    /// <summary>Too many messages are waiting; nothing was stored.</summary>
    public sealed record QueueFull(TimeSpan RetryAfter) : AcceptOutcome;
}
