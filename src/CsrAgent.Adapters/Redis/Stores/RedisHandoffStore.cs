using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Conversations;
using CsrAgent.Handoff;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Hand-offs in Redis, each stored with its conversation. Finding one by its id queries all partitions at once.</summary>
internal sealed class RedisHandoffStore(
    RedisConnection redis,
    RedisReplicas replicas,
    RedisDueTimes dueTimes,
    ILogger<RedisHandoffStore> logger
) : IHandoffStore
{
    private readonly RedisRounds<IReadOnlyList<EscalationTicket>> _rounds = new(redis, "hand-offs that are due", logger);

    public async Task<bool> ApplyAsync(HandoffChange change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var step = new RedisChange(change.ConversationId, change.Status)
        {
            Incarnation = change.Incarnation,
            Expected = change.From,
            StatusBefore = change.From is null ? ConversationStatus.Bot : null,
            Ticket = change.After,
            Messages = change.Messages,
            Deliveries = change.Deliveries,
            CutContext = change.CutContext,
        };
        return await step.RunAsync(redis, replicas);
    }

    public async Task<EscalationTicket?> FindAsync(string escalationId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ticket = await RedisSearch.FindAsync(
            redis,
            partition => redis.WithinTimeout(redis.Database.HashGetAsync(partition.Key("tickets"), escalationId))
        );
        return ticket.IsNull ? null : RedisJson.ReadTicket(ticket);
    }

    public async Task<IReadOnlyList<EscalationTicket>> ListAsync(EscalationState? state, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var states = state is { } wanted ? [wanted] : Enum.GetValues<EscalationState>();
        var tickets = await Task.WhenAll(
            redis.Partitions.All.SelectMany(partition => states.Select(one => ListAsync(partition, one, limit)))
        );
        return [.. tickets.SelectMany(found => found).OrderBy(RedisTicket.RankOf).Take(limit)];
    }

    public async Task<IReadOnlyList<EscalationTicket>> ListOfAsync(ConversationId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var partition = redis.Partitions.Of(id);
        var ids = await redis.WithinTimeout(redis.Database.SetMembersAsync(partition.Key($"ticketsOf:{id}")));
        if (ids.Length == 0) return [];
        var tickets = await redis.WithinTimeout(redis.Database.HashGetAsync(partition.Key("tickets"), ids));
        return
        [
            .. tickets.Where(value => !value.IsNull).Select(value => RedisJson.ReadTicket(value)).OrderBy(ticket => ticket.CreatedAt),
        ];
    }

    public async Task<IReadOnlyList<EscalationTicket>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var due = await _rounds.RunAsync(partition => ListDueAsync(partition, now.ToUnixTimeMilliseconds(), limit));
        return [.. due.SelectMany(found => found).OrderBy(ticket => ticket.DueAt).Take(limit)];
    }

    /// <summary>A conversation that expired leaves its ticket behind: nobody is waiting for it.</summary>
    private async Task<IReadOnlyList<EscalationTicket>> ListDueAsync(RedisPartition partition, long now, int limit)
    {
        if (!await dueTimes.HasDueAsync(RedisDueList.TicketsDue, partition)) return [];
        var ids = await redis.WithinTimeout(redis.Database.SortedSetRangeByScoreAsync(partition.Key("ticketsDue"), stop: now, take: limit));
        if (ids.Length == 0) return [];
        var values = await redis.WithinTimeout(redis.Database.HashGetAsync(partition.Key("tickets"), ids));
        var tickets = values.Where(value => !value.IsNull).Select(value => RedisJson.ReadTicket(value)).ToList();
        var isThere = await Task.WhenAll(
            tickets.Select(ticket => redis.WithinTimeout(redis.Database.KeyExistsAsync(partition.Key($"c:{ticket.ConversationId}"))))
        );
        var orphans = tickets.Where((_, i) => !isThere[i]).Select(ticket => (RedisValue)ticket.Id).ToArray();
        if (orphans.Length > 0) await redis.WithinTimeout(redis.Database.SortedSetRemoveAsync(partition.Key("ticketsDue"), orphans));
        return [.. tickets.Where((_, i) => isThere[i])];
    }

    private async Task<IEnumerable<EscalationTicket>> ListAsync(RedisPartition partition, EscalationState state, int limit)
    {
        var ids = await redis.WithinTimeout(
            redis.Database.SortedSetRangeByRankAsync(partition.Key($"ticketsBy:{(int)state}"), 0, limit - 1)
        );
        if (ids.Length == 0) return [];
        var tickets = await redis.WithinTimeout(redis.Database.HashGetAsync(partition.Key("tickets"), ids));
        return tickets.Where(value => !value.IsNull).Select(value => RedisJson.ReadTicket(value));
    }
}
