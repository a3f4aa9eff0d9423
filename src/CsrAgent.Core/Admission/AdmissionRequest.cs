using CsrAgent.Conversations;

namespace CsrAgent.Admission;

/// <summary>A customer's message as a channel received it: the sender is known, nothing else is checked.</summary>
public sealed record AdmissionRequest
{
    public required ConversationId ConversationId { get; init; }

    public required string UserId { get; init; }

    public required string Channel { get; init; }

    /// <summary>
    /// The channel's own webhook or socket received it, and knows that the sender is who it says. Without it no conversation is opened on a
    /// channel that sends: the reply would go to any address that a caller of the HTTP API names.
    /// </summary>
    public bool IsFromChannel { get; init; }

    /// <summary>
    /// The ids are numbers that the channel itself counts, and nobody's words: one that looks like a payment card is none. Else an id with
    /// a card number in it is refused.
    /// </summary>
    public bool HasChannelIds { get; init; }

    /// <summary>See <see cref="Turns.Mailbox.IncomingMessage.SenderIsProven"/>.</summary>
    public bool SenderIsProven { get; init; }

    public required string Text { get; init; }

    public string? MessageKey { get; init; }

    /// <summary>See <see cref="Turns.Mailbox.IncomingMessage.SessionSince"/>.</summary>
    public DateTimeOffset? SessionSince { get; init; }

    /// <summary>
    /// When the customer wrote it, where the channel says so. One that was written before the customer was erased, and comes again, is not
    /// taken.
    /// </summary>
    public DateTimeOffset? SentAt { get; init; }

    public bool Stream { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
