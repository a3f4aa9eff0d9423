using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Tests.Support.Redis;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>Slots of a cluster have moved, and not every connection of a process has heard of it by itself.</summary>
public sealed class RedisMovedSlotsTests
{
    /// <summary>Nearly all that a master has: one without any becomes a replica.</summary>
    private const int Slots = 5_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Write_OnlyTheSharedConnectionKnowsWhereItIs_IsWaitedForThere()
    {
        await using var cluster = await RedisCluster.StartAsync();
        var options = Options.Create(new RedisOptions { Url = cluster.Url });
        await using var redis = await RedisSubject.ConnectAsync(cluster.Url);
        await using var replicas = new RedisReplicas(
            redis,
            new RedisFaults(TimeProvider.System),
            options,
            TimeProvider.System,
            NullLogger<RedisReplicas>.Instance
        );
        foreach (var partition in redis.Partitions.All) await WriteAsync(redis, replicas, partition);

        for (var master = 0; master < 3; master++)
        {
            await cluster.ReshardAsync(master, Slots);
            // A read is told where the slot is now; the connection that waits for replicas does not read.
            foreach (var partition in redis.Partitions.All) await redis.Database.StringGetAsync(partition.Key("written"));

            foreach (var partition in redis.Partitions.All) await WriteAsync(redis, replicas, partition);
        }
    }

    private static Task<bool> WriteAsync(RedisConnection redis, RedisReplicas replicas, RedisPartition partition) =>
        replicas.WriteAsync(partition, _ => redis.Database.StringSetAsync(partition.Key("written"), 1), Timeout);
}
