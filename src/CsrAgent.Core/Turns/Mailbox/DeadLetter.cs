using CsrAgent.Conversations;

namespace CsrAgent.Turns.Mailbox;

/// <param name="Texts">The customer's messages of a turn, or the text of a delivery.</param>
public sealed record DeadLetter(
    string Id,
    ConversationId ConversationId,
    DeadLetterKind Kind,
    string Reason,
    IReadOnlyList<string> Texts,
    DateTimeOffset At
);
