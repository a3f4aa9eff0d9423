using CsrAgent.Conversations;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>A ticket as scripts take it.</summary>
internal static class RedisTicket
{
    /// <summary>Id, state, JSON, rank, and when it is due in Unix milliseconds or 0; of no ticket, empty ones.</summary>
    public static RedisValue[] Arguments(EscalationTicket? ticket) =>
        ticket is null
            ? ["", -1, "", 0, 0]
            : [ticket.Id, (int)ticket.State, RedisJson.Write(ticket), Rank(ticket), ticket.DueAt?.ToUnixTimeMilliseconds() ?? 0];

    /// <summary>Most urgent first, then oldest: priorities are a thousand years apart, and milliseconds are still told apart.</summary>
    public static double Rank(EscalationTicket ticket) => ticket.CreatedAt.ToUnixTimeMilliseconds() - ((int)ticket.Priority * 3e13);
}
