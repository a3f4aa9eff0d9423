using CsrAgent.Conversations;

namespace CsrAgent.Admission;

/// <summary>A customer's message as a channel received it: the sender is known, nothing else is checked.</summary>
public sealed record AdmissionRequest
{
    public required ConversationId ConversationId { get; init; }

    public required string UserId { get; init; }

    public required string Channel { get; init; }

    public required string Text { get; init; }

    public string? MessageKey { get; init; }

    /// <summary>See <see cref="Turns.Mailbox.IncomingMessage.SessionSince"/>.</summary>
    public DateTimeOffset? SessionSince { get; init; }

    public bool Stream { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
