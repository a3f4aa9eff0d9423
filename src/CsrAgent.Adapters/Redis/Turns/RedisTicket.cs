using CsrAgent.Conversations;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>A ticket as the scripts receive it.</summary>
/// <param name="Id">Empty for none.</param>
/// <param name="State">An <see cref="EscalationState"/>, or -1 for none.</param>
/// <param name="Json">The whole ticket.</param>
/// <param name="Rank">Its sort key in the list for its state.</param>
/// <param name="Due">Unix milliseconds; 0 when nothing is due.</param>
internal sealed record RedisTicket(string Id, int State, RedisValue Json, double Rank, long Due)
{
    private static readonly RedisTicket None = new("", -1, "", 0, 0);

    public static RedisTicket Of(EscalationTicket? ticket) =>
        ticket is null
            ? None
            : new(ticket.Id, (int)ticket.State, RedisJson.Write(ticket), RankOf(ticket), ticket.DueAt?.ToUnixTimeMilliseconds() ?? 0);

    /// <summary>Most urgent first, then oldest: priorities are a thousand years apart, and milliseconds still make a difference.</summary>
    public static double RankOf(EscalationTicket ticket) => ticket.CreatedAt.ToUnixTimeMilliseconds() - ((int)ticket.Priority * 3e13);
}
