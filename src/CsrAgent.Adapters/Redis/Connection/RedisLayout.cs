using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// What must exist before anything else: the number of partitions that the data was written with, and the streams' consumer groups.
/// </summary>
internal static class RedisLayout
{
    public const string Group = "workers";

    /// <exception cref="CsrAgentException">The data was written with a different number of partitions.</exception>
    public static async Task PrepareAsync(RedisConnection redis, RedisOptions options)
    {
        var (database, key) = (redis.Database, redis.Key("partitions"));
        await database.StringSetAsync(key, options.Partitions, when: When.NotExists);
        var stored = (int)await database.StringGetAsync(key);
        if (stored != options.Partitions)
        {
            throw new CsrAgentException(
                $"ROUTER_PARTITIONS is {options.Partitions}, but the data in Redis was written with {stored}. Set "
                    + $"ROUTER_PARTITIONS={stored}, or begin with another REDIS_PREFIX."
            );
        }
        await Task.WhenAll(redis.Partitions.All.Select(partition => CreateGroupAsync(database, partition)));
    }

    /// <summary>Also creates a group that Redis has lost.</summary>
    public static async Task CreateGroupAsync(IDatabase database, RedisPartition partition)
    {
        try
        {
            await database.StreamCreateConsumerGroupAsync(partition.Work, Group, StreamPosition.Beginning, createStream: true);
        }
        catch (RedisServerException e) when (e.Message.StartsWith("BUSYGROUP", StringComparison.Ordinal))
        {
            // It exists already.
        }
    }
}
