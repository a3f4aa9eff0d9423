using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Stores;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>A step of a hand-off, or the end of a conversation, for <c>change.lua</c>.</summary>
internal sealed record RedisChange(ConversationId ConversationId, ConversationStatus Status)
{
    public const int Done = 1;

    /// <summary>The hand-off that must be open, and unchanged; null: none may be open.</summary>
    public EscalationTicket? Expected { get; init; }

    public ConversationStatus? StatusBefore { get; init; }

    /// <summary>The hand-off as it is afterwards; null: none.</summary>
    public EscalationTicket? Ticket { get; init; }

    public IReadOnlyList<Message> Messages { get; init; } = [];

    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    public bool CutContext { get; init; }

    /// <summary>Raise the fence also where the status stays.</summary>
    public bool RaiseAlways { get; init; }

    /// <returns>What the script returns.</returns>
    public async Task<int> RunAsync(RedisConnection redis, long now)
    {
        var ticket = RedisTicket.Arguments(Ticket);
        return (int)
            await redis.Database.RunAsync(
                "change",
                redis.Partitions.Of(ConversationId),
                [
                    now,
                    ConversationId.Value,
                    Expected?.Id ?? "",
                    Expected?.Revision ?? 0,
                    StatusBefore is { } before ? (int)before : -1,
                    (int)Status,
                    CutContext ? RedisJson.Write(ConversationState.New) : "",
                    CutContext ? 1 : 0,
                    ticket[0],
                    Ticket?.IsOpen == true ? 1 : 0,
                    .. ticket[1..],
                    RaiseAlways ? 1 : 0,
                    Messages.Count,
                    Deliveries.Count,
                    .. Messages.Select(message => (RedisValue)RedisJson.Write(RedisMessage.Of(message))),
                    .. Deliveries.Select(RedisOutbox.Write),
                ]
            );
    }
}
