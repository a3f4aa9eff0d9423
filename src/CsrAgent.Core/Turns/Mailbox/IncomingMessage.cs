using CsrAgent.Conversations;

namespace CsrAgent.Turns.Mailbox;

/// <summary>A customer's message that has passed admission: valid, redacted, its sender known.</summary>
public sealed record IncomingMessage
{
    public required ConversationId ConversationId { get; init; }

    public required string UserId { get; init; }

    public required string Channel { get; init; }

    public required string Text { get; init; }

    /// <summary>What the message is, by which a repeat is recognised within its conversation; null: never a repeat.</summary>
    public string? MessageKey { get; init; }

    /// <summary>Since when the sender has had this session, by its token; null where no token was asked for.</summary>
    public DateTimeOffset? SessionSince { get; init; }

    /// <summary>True when somebody wants to see the answer grow.</summary>
    public bool Stream { get; init; }

    /// <summary>How long to let a burst settle before the turn starts; zero for the HTTP API.</summary>
    public TimeSpan Debounce { get; init; }

    /// <summary>What the channel knows of the customer, for the person who takes over. At most 16 pairs.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The W3C trace parent of the request, so that the turn joins its trace; null where there is none.</summary>
    public string? TraceParent { get; init; }
}
