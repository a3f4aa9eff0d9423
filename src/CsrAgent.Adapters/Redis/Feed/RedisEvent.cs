using System.Text.Json.Serialization;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;

namespace CsrAgent.Adapters.Redis.Feed;

/// <summary>One <see cref="ReplyEvent"/>; the properties that are set say which kind.</summary>
internal sealed record RedisEvent
{
    public TurnId? Turn { get; init; }

    public IReadOnlyList<string>? MessageIds { get; init; }

    public string? Text { get; init; }

    public Citation? Citation { get; init; }

    public TurnReply? Reply { get; init; }

    public RedisMessage? Message { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Sequence { get; init; }

    public ConversationStatus? Status { get; init; }

    public EscalationTicket? Escalation { get; init; }

    /// <summary>True, or null.</summary>
    public bool? Erased { get; init; }

    /// <summary>True, or null.</summary>
    public bool? OwnerChanged { get; init; }

    /// <summary>True, or null.</summary>
    public bool? Stop { get; init; }

    public static RedisEvent Of(ReplyEvent happened) =>
        happened switch
        {
            ReplyEvent.TurnStarted started => new() { Turn = started.TurnId, MessageIds = started.MessageIds },
            ReplyEvent.Delta delta => new() { Turn = delta.TurnId, Text = delta.Text },
            ReplyEvent.Cited cited => new() { Turn = cited.TurnId, Citation = cited.Citation },
            ReplyEvent.TurnEnded ended => new() { Reply = ended.Reply, MessageIds = ended.MessageIds },
            ReplyEvent.MessageAdded added => new() { Message = RedisMessage.Of(added.Message), Sequence = added.Message.Sequence },
            ReplyEvent.StatusChanged changed => new() { Status = changed.Status, Escalation = changed.Escalation },
            ReplyEvent.Erased => new() { Erased = true },
            ReplyEvent.OwnerChanged => new() { OwnerChanged = true },
            ReplyEvent.StopRequested => new() { Stop = true },
            _ => throw new InvalidOperationException($"The feed does not know the event {happened.GetType().Name}."),
        };

    /// <summary>Null for a kind of a newer version, which is passed over.</summary>
    public ReplyEvent? ToReplyEvent() =>
        this switch
        {
            { Reply: { } reply, MessageIds: { } ids } => new ReplyEvent.TurnEnded(reply, ids),
            { Message: { } message } => new ReplyEvent.MessageAdded(message.ToMessage(Sequence)),
            { Status: { } status } => new ReplyEvent.StatusChanged(status, Escalation),
            { Turn: { } turn, Citation: { } citation } => new ReplyEvent.Cited(turn, citation),
            { Turn: { } turn, Text: { } text } => new ReplyEvent.Delta(turn, text),
            { Turn: { } turn, MessageIds: { } ids } => new ReplyEvent.TurnStarted(turn, ids),
            { Erased: true } => new ReplyEvent.Erased(),
            { OwnerChanged: true } => new ReplyEvent.OwnerChanged(),
            { Stop: true } => new ReplyEvent.StopRequested(),
            _ => null,
        };
}
