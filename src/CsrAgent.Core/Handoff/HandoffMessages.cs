using System.Diagnostics;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Histories;
using CsrAgent.Privacy;
using CsrAgent.Replies;

namespace CsrAgent.Handoff;

/// <summary>What the customer reads when a person is called, takes over, writes, stops answering, or leaves.</summary>
public sealed class HandoffMessages(ChannelDirectory channels, Redactor redactor, HandoffNotices notices, IHandoffClock clock)
{
    /// <summary>What a customer reads, in any language, when the agent gets the conversation back or gives a turn up.</summary>
    public static HistoryTexts InHistories { get; } =
        new(
            ReplyTexts.All.SelectMany<ReplyTexts, string>(texts => [texts.AgentIsBack, texts.Withdrawn, texts.Resolved]).ToHashSet(),
            ReplyTexts.All.Select(texts => texts.TurnFailed).ToHashSet()
        );

    public Message HandedOver(EscalationTicket ticket) => Make(MessageRole.Agent, ticket.NoticeText);

    public Message PassedOn(EscalationTicket ticket, string? language) =>
        Make(MessageRole.Agent, notices.PassedOn(ticket, ticket.OverdueAt is null, language, clock.UtcNow));

    public Message TakenBack(EscalationTicket ticket, string? language) =>
        Make(MessageRole.Agent, notices.TakenBack(ticket, language, clock.UtcNow));

    public Message Joined(string agent, string? language) => Make(MessageRole.System, ReplyTexts.For(language ?? "en").PersonJoined(agent));

    public Message Returned(string? language) => Make(MessageRole.System, ReplyTexts.For(language ?? "en").AgentIsBack);

    public Message Withdrawn(string? language) => Make(MessageRole.System, ReplyTexts.For(language ?? "en").Withdrawn);

    public Message Resolved(string? language) => Make(MessageRole.System, ReplyTexts.For(language ?? "en").Resolved);

    /// <summary>A person's message, redacted like the customer's: a card number that they repeat must not be stored either.</summary>
    /// <param name="agent">The person's name.</param>
    /// <param name="text">The text as written.</param>
    /// <param name="key">The sender's id for the message, which identifies a repeat; null if it is never a repeat.</param>
    public Message FromAgent(string agent, string text, string? key) =>
        Make(MessageRole.Human, redactor.Redact(text).Text) with
        {
            Author = agent,
            MessageKey = key,
        };

    /// <summary>None for channels whose customers read the store themselves.</summary>
    public IReadOnlyList<Delivery> Deliver(Conversation conversation, Message message) =>
        channels.Find(conversation.Channel)?.Sender is null
            ? []
            :
            [
                new Delivery($"{conversation.Id}/{message.Id}/0", conversation.Id, conversation.Channel, conversation.UserId, message.Text)
                {
                    TraceParent = Activity.Current?.Id,
                },
            ];

    private Message Make(MessageRole role, string text) =>
        new()
        {
            Id = "msg_" + Guid.CreateVersion7(clock.UtcNow).ToString("N"),
            Role = role,
            Text = text,
            At = clock.UtcNow,
        };
}
