using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis;

/// <summary>
/// Waits until what was written is on as many replicas as <see cref="RedisOptions.Replicas"/> says, or on all that follow the master. Many
/// who wait share one WAIT, as the operations of a group commit share one fsync: it holds up the connection, and it covers all that was
/// written on it before.
/// </summary>
internal sealed class RedisReplicas(RedisConnection redis, RedisFaults faults, IOptions<RedisOptions> options, TimeProvider time, ILogger<RedisReplicas> logger)
{
    private readonly ConcurrentDictionary<EndPoint, RedisMaster> _masters = new();

    /// <summary>
    /// Writes, and waits for the replicas. When the connection broke meanwhile it writes again: the master that took over may not have it.
    /// The write must be one that may be repeated, and is told when it is.
    /// </summary>
    /// <returns>What the last write returned, and whether the replicas have it.</returns>
    /// <exception cref="RedisException">Redis was not there for <paramref name="patience"/>; whether it has it is not known.</exception>
    public async Task<(T Result, bool IsReplicated)> WriteAsync<T>(RedisPartition partition, Func<bool, Task<T>> write, TimeSpan patience)
    {
        if (options.Value.Replicas == 0) return (await faults.RetryAsync(write, patience, CancellationToken.None), true);
        return await faults.RetryAsync(isRepeat => WriteOnceAsync(partition, write, isRepeat), patience, CancellationToken.None);
    }

    private async Task<(T Result, bool IsReplicated)> WriteOnceAsync<T>(RedisPartition partition, Func<bool, Task<T>> write, bool isRepeat)
    {
        var server = redis.Multiplexer.GetServer(partition.Work);
        var sockets = Sockets(server);
        var result = await write(isRepeat);
        var isReplicated = await _masters.GetOrAdd(server.EndPoint, _ => new RedisMaster(server, options.Value, time, logger)).HasReplicatedAsync();
        // A WAIT on a new connection says nothing about what was written on the old one.
        if (redis.Multiplexer.GetServer(partition.Work) is var now && now.EndPoint.Equals(server.EndPoint) && Sockets(now) == sockets) return (result, isReplicated);
        throw new RedisConnectionException(ConnectionFailureType.SocketClosed, CommandFlags.None, "The connection to the master changed during a write.");
    }

    private static long Sockets(IServer server) => server.GetCounters().Interactive.SocketCount;
}
