using CsrAgent.Conversations;

namespace CsrAgent.Turns.Mailbox;

/// <summary>A message in a conversation's mailbox.</summary>
/// <param name="Position">Order of arrival; later ones are larger. Not gapless.</param>
public sealed record PendingMessage(string Id, long Position, string Text, DateTimeOffset AcceptedAt)
{
    public string? MessageKey { get; init; }

    public bool Stream { get; init; }

    /// <summary>From a dead letter: the history has the words already.</summary>
    public bool IsRetry { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>The message as the history shows it, its turn and place still open.</summary>
    public Message ToMessage() =>
        new()
        {
            Id = Id,
            MessageKey = MessageKey,
            Role = MessageRole.Customer,
            Text = Text,
            At = AcceptedAt,
        };
}
