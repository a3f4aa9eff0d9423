using System.Text.Json;
using CsrAgent.Conversations;

namespace CsrAgent.Turns.Mailbox;

/// <summary>A message in a conversation's mailbox.</summary>
/// <param name="Position">Increases in order of arrival, with gaps.</param>
public sealed record PendingMessage(string Id, long Position, string Text, DateTimeOffset AcceptedAt)
{
    public string? MessageKey { get; init; }

    public bool Stream { get; init; }

    /// <inheritdoc cref="IncomingMessage.SenderIsProven"/>
    public bool SenderIsProven { get; init; }

    /// <summary>True for a retried dead letter, whose text is already in the history.</summary>
    public bool IsRetry { get; init; }

    /// <summary>Of a retried dead letter: the turn that tries again. Null in what earlier versions have retried.</summary>
    public TurnId? RetryTurn { get; init; }

    /// <summary>Where the history has a retried message, if the store needs to know; else 0.</summary>
    public long Sequence { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>What a newer version has stored with it: kept as it is.</summary>
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>The turn that it begins.</summary>
    public TurnId Turn => RetryTurn ?? TurnId.Of(Id);

    /// <summary>The message for the history, without a turn and a sequence number yet.</summary>
    public Message ToMessage() =>
        new()
        {
            Id = Id,
            MessageKey = MessageKey,
            Role = MessageRole.Customer,
            Text = Text,
            At = AcceptedAt,
            SenderIsProven = SenderIsProven,
        };
}
