using CsrAgent.Adapters.Redis.Connection;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>An entry of a work stream: this conversation has work.</summary>
/// <param name="Id">Of the entry.</param>
/// <param name="Since">Unix milliseconds since when its oldest message waits.</param>
internal sealed record RedisEntry(RedisPartition Partition, RedisValue Id, RedisValue ConversationId, long Since)
{
    public static IEnumerable<RedisEntry> Of(RedisPartition partition, IEnumerable<StreamEntry> entries) =>
        entries.Where(entry => !entry.IsNull).Select(entry => new RedisEntry(partition, entry.Id, entry["c"], (long)entry["since"]));
}
