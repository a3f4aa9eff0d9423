using CsrAgent.Conversations;

namespace CsrAgent.Turns.Mailbox;

/// <summary>What became of an <see cref="ITurnQueue.AcceptAsync"/>.</summary>
public abstract record AcceptOutcome
{
    private AcceptOutcome() { }

    /// <summary>Durable, and its turn will come.</summary>
    public sealed record Accepted(string MessageId) : AcceptOutcome;

    /// <summary>The same message was accepted before, with this id.</summary>
    public sealed record Duplicate(string MessageId) : AcceptOutcome;

    /// <summary>A message with the same key but another text was accepted before.</summary>
    public sealed record KeyReused : AcceptOutcome;

    /// <summary>The conversation belongs to another customer or channel.</summary>
    public sealed record NotYours : AcceptOutcome;

    /// <summary>The session was erased with its customer after its token was given out; see <see cref="IClosedSessions"/>.</summary>
    public sealed record SessionClosed : AcceptOutcome;

    /// <summary>Too many messages wait already; nothing was stored.</summary>
    public sealed record QueueFull(TimeSpan RetryAfter) : AcceptOutcome;
}
