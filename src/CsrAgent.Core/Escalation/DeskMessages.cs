using CsrAgent.Answering.Phrasing;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Privacy;

namespace CsrAgent.Escalation;

/// <summary>What the customer reads when people take over, speak, and leave.</summary>
public sealed class DeskMessages(ChannelDirectory channels, Redactor redactor, TimeProvider time)
{
    public Message HandedOver(EscalationTicket ticket, string? language) => Make(MessageRole.Agent, Phrases.For(language ?? "en").HandoffTold(ticket.Team));

    public Message Joined(string agent, string? language) => Make(MessageRole.System, Phrases.For(language ?? "en").PersonJoined(agent));

    public Message Returned(string? language) => Make(MessageRole.System, Phrases.For(language ?? "en").AgentIsBack);

    public Message Resolved(string? language) => Make(MessageRole.System, Phrases.For(language ?? "en").Resolved);

    /// <summary>A person's words, redacted as the customer's are: a card number that is repeated must not be stored either.</summary>
    public Message Said(string agent, string text) => Make(MessageRole.Human, redactor.Redact(text).Text) with { Author = agent };

    /// <summary>None for channels whose customers read the store.</summary>
    public IReadOnlyList<Delivery> Deliver(Conversation conversation, Message message) =>
        channels.Find(conversation.Channel)?.Sender is null ? []
            : [new Delivery($"{conversation.Id}/{message.Id}/0", conversation.Id, conversation.Channel, conversation.UserId, message.Text)];

    private Message Make(MessageRole role, string text) => new()
    {
        Id = "msg_" + Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
        Role = role,
        Text = text,
        At = time.GetUtcNow(),
    };
}
