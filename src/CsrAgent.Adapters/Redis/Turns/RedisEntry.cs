using CsrAgent.Adapters.Redis.Connection;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>A work stream entry: this conversation has work.</summary>
/// <param name="Id">The entry's id.</param>
/// <param name="Since">When its oldest message was accepted, in Unix milliseconds.</param>
internal sealed record RedisEntry(RedisPartition Partition, RedisValue Id, RedisValue ConversationId, long Since)
{
    public static IEnumerable<RedisEntry> Of(RedisPartition partition, IEnumerable<StreamEntry> entries) =>
        entries.Where(entry => !entry.IsNull).Select(entry => new RedisEntry(partition, entry.Id, entry["c"], (long)entry["since"]));
}
