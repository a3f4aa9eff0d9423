using CsrAgent.Conversations;
using CsrAgent.Tests.Support;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Turns;

/// <summary>Leases as the tests of turns need them.</summary>
internal static class SomeTurn
{
    public static Conversation Conversation(
        string session = "s1",
        ConversationStatus status = ConversationStatus.Bot,
        string channel = "web"
    ) =>
        new()
        {
            Id = new(session),
            UserId = "ann",
            Channel = channel,
            Status = status,
            CreatedAt = Some.Noon,
            UpdatedAt = Some.Noon,
            Escalation = status is ConversationStatus.WaitingForHuman or ConversationStatus.Human ? Some.Ticket(session: session) : null,
        };

    public static PendingMessage Pending(int position, string text, bool stream = false) =>
        new($"msg_{position}", position, text, Some.Noon) { Stream = stream, MessageKey = $"key-{position}" };

    public static TurnLease Lease(Conversation conversation, params PendingMessage[] messages) =>
        new()
        {
            TurnId = TurnId.Of(messages[0].Id),
            Fence = 1,
            TakenAt = new FakeTimeProvider(Some.Noon).GetTimestamp(),
            Attempt = 1,
            Conversation = conversation,
            Messages = messages,
            History = [],
        };

    public static TurnLease Lease(string text = "Where is my order?", string session = "s1") =>
        Lease(Conversation(session), Pending(1, text));
}
