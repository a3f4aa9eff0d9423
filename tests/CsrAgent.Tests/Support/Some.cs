using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Sentiment;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Support;

/// <summary>Ordinary examples of the domain's records; a test changes only what it is about.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static ConversationId ConversationId(string name = "s1") => new(name);

    public static IncomingMessage Message(
        string text = "Where is my order?",
        string session = "s1",
        string? key = null,
        string user = "ann"
    ) =>
        new()
        {
            ConversationId = new(session),
            UserId = user,
            Channel = "web",
            Text = text,
            MessageKey = key,
        };

    public static TurnCommit Commit(TurnLease lease, string text = "Here it is.", ConversationStatus status = ConversationStatus.Bot) =>
        new()
        {
            Reply = Reply(lease, text, status),
            UpToPosition = lease.Messages[^1].Position,
            Moods = lease.Messages.ToDictionary(m => m.Id, _ => SentimentLabel.Neutral),
            State = lease.Conversation.State with { Turns = lease.Conversation.State.Turns + 1 },
        };

    public static TurnReply Reply(TurnLease lease, string text = "Here it is.", ConversationStatus status = ConversationStatus.Bot) =>
        new()
        {
            ConversationId = lease.ConversationId,
            TurnId = lease.TurnId,
            Text = text,
            Mood = Mood.Neutral,
            Language = "en",
            Status = status,
            At = Noon,
        };

    public static EscalationTicket Ticket(string id = "esc_1", string session = "s1") =>
        new()
        {
            Id = id,
            ConversationId = new(session),
            Reason = EscalationReason.CustomerRequest,
            Team = "support",
            Priority = EscalationPriority.Normal,
            Summary = "Wants a person.",
            CreatedAt = Noon,
        };

    public static Delivery Delivery(string id, string session = "s1", string text = "Hello") => new(id, new(session), "push", "ann", text);
}
