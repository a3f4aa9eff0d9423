using System.Collections.Concurrent;
using System.Net;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// Waits until what was written is on as many replicas as <see cref="RedisOptions.Replicas"/> says, or without Sentinel on all that follow
/// the master. Many who wait share one WAIT, as the operations of a group commit share one fsync: it holds up the connection, and it covers
/// all that was written on it before.
/// </summary>
internal sealed class RedisReplicas(
    RedisConnection redis,
    RedisFaults faults,
    IOptions<RedisOptions> options,
    TimeProvider time,
    ILogger<RedisReplicas> logger
)
{
    private readonly ConcurrentDictionary<EndPoint, RedisMaster> _masters = new();

    /// <summary>
    /// Under Sentinel a master without replicas may be one that was replaced and does not know it yet: what it takes is thrown away. A
    /// cluster's node asks the others before it takes anything.
    /// </summary>
    private readonly bool _isStrict = RedisUrl.Parse(options.Value.Url).ServiceName is not null;

    /// <summary>
    /// Writes, and waits for the replicas. When they do not have it, or the connection broke meanwhile, it writes again: the master that
    /// took over may not have it. The write must be one that may be repeated, and is told when it is.
    /// </summary>
    /// <returns>What the last write returned.</returns>
    /// <exception cref="StoreUnavailableException">That took longer than <paramref name="timeout"/>; whether Redis has it is not
    /// known.</exception>
    public Task<T> WriteAsync<T>(RedisPartition partition, Func<bool, Task<T>> write, TimeSpan timeout) =>
        faults.RetryAsync(
            options.Value.Replicas == 0 ? write : isRepeat => WriteOnceAsync(partition, write, isRepeat),
            timeout,
            CancellationToken.None
        );

    /// <summary>Whether what is read there is what all others will read: a master that was replaced has no replicas any more.</summary>
    public async ValueTask<bool> IsTrustedAsync(RedisPartition partition) =>
        !_isStrict || options.Value.Replicas == 0 || await HasReplicatedAsync(redis.Multiplexer.GetServer(partition.Work));

    private async Task<T> WriteOnceAsync<T>(RedisPartition partition, Func<bool, Task<T>> write, bool isRepeat)
    {
        var server = redis.Multiplexer.GetServer(partition.Work);
        var sockets = Sockets(server);
        var result = await write(isRepeat);
        if (!await HasReplicatedAsync(server)) throw Fault("Too few replicas have it (REDIS_REPLICAS).");
        // A WAIT on a new connection says nothing about what was written on the old one.
        if (redis.Multiplexer.GetServer(partition.Work) is var now && now.EndPoint.Equals(server.EndPoint) && Sockets(now) == sockets)
        {
            return result;
        }
        throw Fault("The connection to the master changed during a write.");
    }

    private Task<bool> HasReplicatedAsync(IServer server) =>
        _masters.GetOrAdd(server.EndPoint, _ => new RedisMaster(options.Value, _isStrict, time, logger)).HasReplicatedAsync(server);

    private static RedisConnectionException Fault(string what) => new(ConnectionFailureType.SocketClosed, CommandFlags.None, what);

    private static long Sockets(IServer server) => server.GetCounters().Interactive.SocketCount;
}
