using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>A step of a hand-off, or the end of a conversation, for <c>change.lua</c>.</summary>
internal sealed record RedisChange(ConversationId ConversationId, ConversationStatus Status)
{
    /// <summary>Of the conversation that the step was decided on; null: any.</summary>
    public long? Incarnation { get; init; }

    /// <summary>The hand-off that must be open and unchanged; null when none may be open.</summary>
    public EscalationTicket? Expected { get; init; }

    public ConversationStatus? StatusBefore { get; init; }

    /// <summary>The hand-off afterwards, or null for none.</summary>
    public EscalationTicket? Ticket { get; init; }

    public IReadOnlyList<Message> Messages { get; init; } = [];

    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    public bool CutContext { get; init; }

    /// <summary>Raise the fence even if the status stays the same.</summary>
    public bool RaiseAlways { get; init; }

    /// <returns>False when there is no such conversation, or it has changed since the caller read it.</returns>
    public async Task<bool> RunAsync(RedisConnection redis, RedisReplicas replicas)
    {
        var (partition, call) = (redis.Partitions.Of(ConversationId), Call());
        var result = await replicas.WriteAsync(partition, _ => redis.RunAsync(partition, call), RedisReplicas.StepTimeout);
        return (RedisStepResult)(int)result == RedisStepResult.Done;
    }

    /// <summary>One try of it; sent again, it does nothing more.</summary>
    internal RedisCall Call()
    {
        var ticket = RedisTicket.Of(Ticket);
        return new RedisCall(RedisScripts.Change)
        {
            { "id", ConversationId.Value },
            { "call", RedisCall.NewName() },
            { "incarnation", Incarnation ?? RedisValue.EmptyString },
            { "ticketBefore", Expected?.Id ?? "" },
            { "revisionBefore", Expected?.Revision ?? 0 },
            { "statusBefore", (int?)StatusBefore ?? RedisValue.EmptyString },
            { "status", (int)Status },
            { "newState", CutContext ? RedisJson.Write(ConversationState.New) : "" },
            { "cutContext", CutContext },
            { "ticket", ticket.Id },
            { "ticketIsOpen", Ticket?.IsOpen == true },
            { "ticketState", ticket.State },
            { "ticketJson", ticket.Json },
            { "ticketRank", ticket.Rank },
            { "ticketDue", ticket.Due },
            { "raiseAlways", RaiseAlways },
            { "lines", [.. Messages.Select(message => (RedisValue)RedisJson.Write(RedisMessage.Of(message)))] },
            { "deliveries", [.. Deliveries.Select(RedisDelivery.Write)] },
        };
    }
}
