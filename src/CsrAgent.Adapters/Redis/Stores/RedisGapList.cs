using CsrAgent.Adapters.Redis.Connection;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>One list of unanswered questions, with the keys that stand in its slot.</summary>
/// <param name="Key">The list.</param>
/// <param name="Root">The prefix of the other keys in its slot.</param>
internal sealed record RedisGapList(RedisKey Key, string Root)
{
    public RedisKey Fence { get; } = Root + ":fence";

    /// <summary>What an erasure has removed in this slot.</summary>
    public RedisKey CountsKey(string erasure) => $"{Root}:erased:{erasure}";

    /// <summary>One for each partition, and the one for all of them in which earlier versions stored questions.</summary>
    public static IEnumerable<RedisGapList> All(RedisConnection redis)
    {
        var former = redis.Key("gaps");
        return
        [
            .. redis.Partitions.All.Select(partition => new RedisGapList(partition.Key("gaps"), partition.Root)),
            new(former, $"{{{former}}}"),
        ];
    }
}
