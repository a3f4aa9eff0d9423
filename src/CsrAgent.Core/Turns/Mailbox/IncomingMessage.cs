using CsrAgent.Conversations;

namespace CsrAgent.Turns.Mailbox;

/// <summary>A customer's message that has passed admission: valid, redacted, its sender known.</summary>
public sealed record IncomingMessage
{
    public required ConversationId ConversationId { get; init; }

    public required string UserId { get; init; }

    public required string Channel { get; init; }

    public required string Text { get; init; }

    /// <summary>Identifies the message within its conversation, so that a repeat is recognized; null if it is never a repeat.</summary>
    public string? MessageKey { get; init; }

    /// <summary>
    /// When the sender's session token was issued, or, on a channel without tokens, when the message was written: nothing from before an
    /// erasure opens the erased conversation again. Null if nobody says.
    /// </summary>
    public DateTimeOffset? SessionSince { get; init; }

    /// <summary>
    /// Somebody whom the company trusts says who the sender is: its own back end, or a channel that signs its users. False where the id is
    /// no more than what the sender claims.
    /// </summary>
    public bool SenderIsProven { get; init; }

    /// <summary>
    /// What the text is recognised by when it comes again, where the text itself depends on the messages before it; null: the text.
    /// </summary>
    public string? Fingerprint { get; init; }

    /// <summary>
    /// The id of the customer's message before this one, as it was when this one was redacted: "" for none. Another one means
    /// <see cref="AcceptOutcome.Overtaken"/>. Null: any.
    /// </summary>
    public string? Follows { get; init; }

    /// <summary>True when somebody wants to watch the answer being written.</summary>
    public bool Stream { get; init; }

    /// <summary>How long to wait for further messages of a burst before the turn starts; zero for the HTTP API.</summary>
    public TimeSpan Debounce { get; init; }

    /// <summary>What the channel knows about the customer, for the person who takes over. At most 16 pairs.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The W3C trace parent of the request, so that the turn joins its trace, or null.</summary>
    public string? TraceParent { get; init; }
}
